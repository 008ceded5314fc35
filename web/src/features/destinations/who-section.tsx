import { Checkbox, MultiSelect, SegmentedControl, Select, Stack } from "@mantine/core";
import type { Catalog } from "../../../../src/catalog/types.ts";
import { ConditionChoice } from "../../components/condition-choice/condition-choice.tsx";
import { destinations } from "../../texts/destinations.ts";
import type { Draft } from "./draft.ts";
import classes from "./form.module.css";
import type { ProblemAt } from "./problems.ts";

interface WhoSectionProps {
  readonly draft: Draft;
  readonly catalog: Catalog;
  readonly problemAt: ProblemAt;
  readonly onChange: (change: Partial<Draft>) => void;
}

const texts = destinations.who;

/** Which customers of a segment are sent: what must be known of them, who may be, and who never is. */
export function WhoSection({ draft: { mandatory, permission, suppress, unique, fields }, catalog, problemAt, onChange }: WhoSectionProps) {
  const names = catalog.attributes.map(({ name }) => name);
  return (
    <section className={classes.card} aria-labelledby="destination-who">
      <h2 className={classes.title} id="destination-who">
        {texts.title}
      </h2>
      <Stack gap="md">
        <div>
          <MultiSelect
            label={texts.mandatory}
            description={texts.mandatoryHint}
            data={[...new Set([...names, ...mandatory.attributes])]}
            value={[...mandatory.attributes]}
            searchable
            clearable
            maxValues={20}
            error={problemAt("mandatory")}
            nothingFoundMessage={destinations.fields.noneFound}
            onChange={(attributes) => onChange({ mandatory: { ...mandatory, attributes } })}
          />
          {mandatory.attributes.length > 1 && (
            <SegmentedControl
              mt={6}
              size="xs"
              aria-label={texts.match}
              data={[
                { value: "all", label: texts.all },
                { value: "any", label: texts.any },
              ]}
              value={mandatory.match}
              onChange={(match) => onChange({ mandatory: { ...mandatory, match: match === "any" ? "any" : "all" } })}
            />
          )}
        </div>
        <ConditionChoice
          label={texts.permission}
          description={texts.permissionHint}
          none={texts.everyone}
          condition={permission ?? null}
          catalog={catalog}
          error={problemAt("permission")}
          onChange={(next) => onChange({ permission: next })}
        />
        <Checkbox
          label={texts.suppress}
          description={texts.suppressHint}
          checked={suppress}
          onChange={(event) => onChange({ suppress: event.currentTarget.checked })}
        />
        <Select
          label={texts.unique}
          description={texts.uniqueHint}
          placeholder={texts.uniqueNone}
          data={fields.filter(({ name }) => name !== "").map(({ id, name }) => ({ value: String(id), label: name }))}
          value={unique === null ? null : String(unique)}
          clearable
          error={problemAt("unique")}
          onChange={(id) => onChange({ unique: id === null ? null : Number(id) })}
        />
      </Stack>
    </section>
  );
}
