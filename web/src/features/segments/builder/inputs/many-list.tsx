import { ActionIcon, Button, Popover, Stack, Text, Textarea } from "@mantine/core";
import { IconList } from "@tabler/icons-react";
import { useState } from "react";
import { conditions as texts } from "../../../../texts/conditions.ts";
import classes from "./inputs.module.css";
import { typedNumber } from "../../../../../../src/segment/typed-number.ts";

interface ManyListProps {
  readonly label: string;
  readonly type: "text" | "number";
  readonly values: readonly (string | number)[];
  readonly onChange: (values: readonly (string | number)[]) => void;
}

/** All values as text, one a line. */
export function ManyList({ label, type, values, onChange }: ManyListProps) {
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();
  const close = () => {
    setTyped(undefined);
    setError(undefined);
  };
  const done = () => {
    const lines = (typed ?? "").split(/\r?\n/).filter((line) => line !== "");
    const misread = type === "number" ? lines.find((line) => typedNumber(line) === undefined) : undefined;
    if (misread !== undefined) return setError(texts.notNumber(misread));
    onChange(type === "number" ? lines.flatMap((line) => typedNumber(line) ?? []) : lines);
    close();
  };
  const open = () => setTyped(values.join("\n"));

  return (
    <Popover opened={typed !== undefined} onDismiss={close} width={320} shadow="md" trapFocus position="bottom-start">
      <Popover.Target>
        {label === texts.valuesEdit ? (
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} title={label} onClick={open}>
            <IconList size={15} />
          </ActionIcon>
        ) : (
          <button type="button" className={classes.all} onClick={open}>
            {label}
          </button>
        )}
      </Popover.Target>
      <Popover.Dropdown aria-label={texts.valuesEdit} onClick={(event) => event.stopPropagation()}>
        <Stack gap="xs">
          <Textarea
            label={texts.valuesEdit}
            error={error}
            rows={10}
            value={typed ?? ""}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
          />
          <Text size="xs" c="dimmed">
            {texts.valuesEditHint}
          </Text>
          <Button size="xs" onClick={done}>
            {texts.valuesDone}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
