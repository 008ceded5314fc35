import { ActionIcon, Select, TextInput } from "@mantine/core";
import { IconGripVertical, IconX } from "@tabler/icons-react";
import type { PointerEvent } from "react";
import { destinations } from "../../texts/destinations.ts";
import { type DraftField, typeOfField } from "./draft.ts";
import { FieldFormatInput } from "./field-format-input.tsx";
import { fits } from "./field-format.ts";
import classes from "./fields.module.css";
import type { FieldMaterial } from "./field-material.ts";
import type { ProblemAt } from "./problems.ts";

interface FieldRowProps {
  readonly field: DraftField;
  readonly at: number;
  readonly material: FieldMaterial;
  readonly dragged: boolean;
  /** Of paths below the field. */
  readonly problemAt: ProblemAt;
  readonly onChange: (field: DraftField) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: number) => void;
  readonly onDrag: (event: PointerEvent) => void;
}

const texts = destinations.fields;

/** One column: how it is called, what stands in it, and how that is written. */
export function FieldRow({ field, at, material, dragged, problemAt, onChange, onRemove, onMove, onDrag }: FieldRowProps) {
  const { name, from, as } = field;
  const called = texts.item(at + 1, name);
  const type = typeOfField(field, material.attributes);
  const known = material.attributes.map((attribute) => ({ value: `a ${attribute.name}`, label: attribute.name }));
  const rule = as?.kind === "identifier" ? material.identifiers.find(({ id }) => id === as.identifier)?.rule : undefined;
  const isGone = from.kind === "attribute" && from.attribute !== "" && type === undefined;
  const choose = (choice: string) => {
    const next = sourceOf(choice, from);
    const nextType = typeOfField({ from: next }, material.attributes);
    const wasNamedAfter = from.kind === "attribute" && name === from.attribute;
    const { as: before, ...rest } = field;
    onChange({
      ...rest,
      from: next,
      ...(next.kind === "attribute" && (name === "" || wasNamedAfter) && { name: next.attribute }),
      ...(before && fits(before.kind, nextType) && (next.kind === "attribute" || next.kind === "key") && { as: before }),
    });
  };
  return (
    <li className={classes.field} aria-label={called} data-dragged={dragged || undefined}>
      <button
        type="button"
        className={classes.handle}
        aria-label={texts.move}
        aria-description={texts.moveHint(called)}
        title={texts.move}
        onPointerDown={onDrag}
        onKeyDown={(event) => {
          const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
          if (by === undefined || event.altKey) return;
          event.preventDefault();
          onMove(by);
        }}
      >
        <IconGripVertical size={16} aria-hidden />
      </button>
      <TextInput
        className={classes.name}
        aria-label={texts.name}
        placeholder={texts.name}
        value={name}
        maxLength={200}
        error={problemAt("name")}
        onChange={(event) => onChange({ ...field, name: event.currentTarget.value })}
      />
      <div className={classes.value}>
        <Select
          aria-label={texts.value}
          placeholder={texts.choose}
          data={[
            { group: texts.groups.attributes, items: isGone ? [...known, { value: choiceOf(from), label: from.attribute }] : known },
            {
              group: texts.groups.other,
              items: [
                { value: "key", label: texts.key },
                { value: "fixed", label: texts.fixed },
                { value: "parameter", label: texts.parameter },
              ],
            },
          ]}
          value={choiceOf(from)}
          searchable
          allowDeselect={false}
          nothingFoundMessage={texts.noneFound}
          maxDropdownHeight={300}
          error={problemAt("from")}
          onChange={(choice) => choice !== null && choose(choice)}
        />
        {from.kind === "fixed" && (
          <TextInput
            aria-label={texts.fixedValue}
            placeholder={texts.fixedValue}
            value={from.value}
            maxLength={1_000}
            onChange={(event) => onChange({ ...field, from: { kind: "fixed", value: event.currentTarget.value } })}
          />
        )}
        {from.kind === "parameter" && (
          <TextInput
            aria-label={texts.parameterName}
            placeholder={texts.parameterName}
            value={from.parameter}
            maxLength={100}
            onChange={(event) => onChange({ ...field, from: { kind: "parameter", parameter: event.currentTarget.value } })}
          />
        )}
      </div>
      <div className={classes.format}>
        {(from.kind === "attribute" || from.kind === "key") && (
          <FieldFormatInput
            as={as}
            type={type}
            material={material}
            error={problemAt("as")}
            onChange={(next) => {
              const { as: _, ...rest } = field;
              onChange({ ...rest, ...(next && { as: next }) });
            }}
          />
        )}
      </div>
      {rule !== undefined && <p className={classes.rule}>{rule}</p>}
      <ActionIcon className={classes.remove} variant="subtle" color="gray" size={34} aria-label={texts.remove(called)} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </li>
  );
}

function choiceOf(from: DraftField["from"]): string {
  return from.kind === "attribute" ? `a ${from.attribute}` : from.kind;
}

function sourceOf(choice: string, before: DraftField["from"]): DraftField["from"] {
  if (choice === before.kind) return before;
  if (choice === "key") return { kind: "key" };
  if (choice === "fixed") return { kind: "fixed", value: "" };
  if (choice === "parameter") return { kind: "parameter", parameter: "" };
  return { kind: "attribute", attribute: choice.slice(2) };
}
