import { Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconPlugConnected } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type DestinationType, type SettingValue, testDestination } from "../../api/destinations.ts";
import { InlineCode } from "../../components/inline-code.tsx";
import { hintOf } from "../../components/say.ts";
import { destinations } from "../../texts/destinations.ts";
import classes from "./form.module.css";
import { type Draft, settingsOf } from "./draft.ts";
import type { ProblemAt } from "./problems.ts";
import { SettingField } from "./setting-field.tsx";

interface ConnectionSectionProps {
  readonly type: DestinationType;
  /** Undefined: it is new. */
  readonly id: string | undefined;
  /** Names of secrets that are filled in. */
  readonly secrets: readonly string[];
  readonly settings: Draft["settings"];
  /** What would be sent. */
  readonly fields: Draft["fields"];
  readonly problemAt: ProblemAt;
  readonly onChange: (name: string, value: SettingValue | null) => void;
}

const texts = destinations.form;

/** What a destination connects to, as its kind asks for it, and whether that works. */
export function ConnectionSection({ type, id, secrets, settings, fields, problemAt, onChange }: ConnectionSectionProps) {
  const columns = fields.flatMap(({ name }) => (name === "" ? [] : [name]));
  const test = useMutation({ mutationFn: () => testDestination(type.id, settingsOf({ settings }), columns, id) });
  const all = Object.entries(type.settings);
  return (
    <section className={classes.card} aria-labelledby="destination-connection">
      <h2 className={classes.title} id="destination-connection">
        {texts.connection}
      </h2>
      <p className={classes.hint}>
        {type.summary} {texts.promise[type.promised]} <InlineCode text={type.promise} />
      </p>
      {all.length === 0 ? (
        <Text size="md">{texts.noConnection}</Text>
      ) : (
        <Stack gap="sm">
          {all.map(([name, setting]) => (
            <SettingField
              key={name}
              setting={setting}
              value={settings[name]}
              kept={secrets.includes(name)}
              error={problemAt("settings", name)}
              onChange={(value) => {
                test.reset();
                onChange(name, value);
              }}
            />
          ))}
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <Button
              className={classes.test}
              variant="default"
              leftSection={<IconPlugConnected size={16} />}
              loading={test.isPending}
              onClick={() => test.mutate()}
            >
              {texts.test}
            </Button>
            <div role="status" className={classes.tested}>
              {test.isSuccess && (
                <span data-good>
                  <IconCheck size={16} aria-hidden /> {texts.testWorks}
                </span>
              )}
              {test.error && (
                <span>
                  <IconAlertTriangle size={16} aria-hidden />
                  <span>
                    <b>{texts.testFailed}.</b> {test.error.message} {hintOf(test.error)}
                  </span>
                </span>
              )}
            </div>
          </Group>
        </Stack>
      )}
    </section>
  );
}
