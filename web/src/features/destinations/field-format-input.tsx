import { Checkbox, Group, NumberInput, Select, TextInput } from "@mantine/core";
import type { DataType } from "../../../../src/catalog/types.ts";
import type { FieldFormat } from "../../api/destinations.ts";
import { destinations } from "../../texts/destinations.ts";
import { choiceOf, fits, formatOf } from "./field-format.ts";
import type { FieldMaterial } from "./field-material.ts";

interface FieldFormatInputProps {
  readonly as: FieldFormat | undefined;
  /** Of what is written. */
  readonly type: DataType | undefined;
  readonly material: FieldMaterial;
  readonly error: string | undefined;
  readonly onChange: (as: FieldFormat | undefined) => void;
}

const texts = destinations.format;
const UTC = "UTC";

/** How the values of a column are written; only what fits their type is offered. */
export function FieldFormatInput({ as, type, material: { identifiers, datePatterns, timeZone }, error, onChange }: FieldFormatInputProps) {
  const isInstant = type?.kind === "value" && type.of === "datetime";
  const identifier = as?.kind === "identifier" ? identifiers.find(({ id }) => id === as.identifier) : undefined;
  const dates = datePatterns.map((pattern) => ({ value: `date ${pattern}`, label: pattern }));
  const kinds = identifiers.map(({ id, title }) => ({ value: `identifier ${id}`, label: title }));
  const offered = [
    { value: "", label: texts.plain },
    ...(fits("number", type) ? [{ value: "number", label: texts.number }] : []),
    ...(fits("boolean", type) ? [{ value: "boolean", label: texts.boolean }] : []),
    ...(fits("date", type) ? [{ group: texts.dates, items: dates }] : []),
    ...(fits("identifier", type) ? [{ group: texts.identifiers, items: kinds }] : []),
  ];
  return (
    <>
      <Select
        aria-label={destinations.fields.format}
        data={offered}
        value={choiceOf(as)}
        allowDeselect={false}
        maxDropdownHeight={300}
        error={error}
        onChange={(choice) => onChange(formatOf(choice ?? "", as, isInstant ? timeZone : undefined))}
      />
      {as?.kind === "date" && isInstant && (
        <Select
          aria-label={texts.zone}
          data={[...new Set([timeZone, as.timeZone ?? UTC, UTC])]}
          value={as.timeZone ?? UTC}
          allowDeselect={false}
          onChange={(zone) => onChange({ kind: "date", pattern: as.pattern, ...(zone !== null && zone !== UTC && { timeZone: zone }) })}
        />
      )}
      {as?.kind === "number" && (
        <Group gap={6} grow wrap="nowrap">
          <NumberInput
            aria-label={texts.decimals}
            value={as.decimals}
            min={0}
            max={9}
            clampBehavior="strict"
            allowDecimal={false}
            onChange={(decimals) => onChange({ ...as, decimals: Number(decimals) })}
          />
          <Select
            aria-label={texts.mark}
            data={[
              { value: ".", label: texts.marks["."] },
              { value: ",", label: texts.marks[","] },
            ]}
            value={as.mark}
            allowDeselect={false}
            onChange={(mark) => onChange({ ...as, mark: mark === "," ? "," : "." })}
          />
        </Group>
      )}
      {as?.kind === "boolean" && (
        <Group gap={6} grow wrap="nowrap">
          <TextInput
            aria-label={texts.yes}
            placeholder={texts.yes}
            value={as.yes}
            maxLength={100}
            onChange={(event) => onChange({ ...as, yes: event.currentTarget.value })}
          />
          <TextInput
            aria-label={texts.no}
            placeholder={texts.no}
            value={as.no}
            maxLength={100}
            onChange={(event) => onChange({ ...as, no: event.currentTarget.value })}
          />
        </Group>
      )}
      {as?.kind === "identifier" && (
        <>
          {identifier?.calling && (
            <TextInput
              aria-label={texts.calling}
              placeholder={texts.callingHint}
              value={as.callingCode ?? ""}
              maxLength={4}
              inputMode="numeric"
              onChange={(event) => {
                const { callingCode: _, ...rest } = as;
                const code = event.currentTarget.value.trim();
                onChange({ ...rest, ...(code !== "" && { callingCode: code }) });
              }}
            />
          )}
          <Checkbox
            size="xs"
            label={texts.hash}
            checked={as.hash}
            onChange={(event) => onChange({ ...as, hash: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  );
}
