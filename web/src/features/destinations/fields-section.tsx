import { Button, Group, VisuallyHidden } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { DestinationType } from "../../api/destinations.ts";
import { moved } from "../../components/moved.ts";
import { destinations } from "../../texts/destinations.ts";
import type { DraftField } from "./draft.ts";
import type { FieldMaterial } from "./field-material.ts";
import { FieldRow } from "./field-row.tsx";
import classes from "./fields.module.css";
import form from "./form.module.css";
import type { ProblemAt } from "./problems.ts";
import { useDragOrder } from "./use-drag-order.ts";

interface FieldsSectionProps {
  readonly type: DestinationType;
  readonly isNew: boolean;
  readonly fields: readonly DraftField[];
  readonly material: FieldMaterial;
  readonly problemAt: ProblemAt;
  readonly onChange: (fields: readonly DraftField[]) => void;
}

const texts = destinations.fields;

/** The columns that are sent, in their order. */
export function FieldsSection({ type, isNew, fields, material, problemAt, onChange }: FieldsSectionProps) {
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState("");
  const move = (from: number, to: number) => {
    const field = fields[from];
    if (!field || from === to || to < 0 || to >= fields.length) return;
    onChange(moved(fields, from, to));
    setSaid(texts.moved(field.name || texts.item(from + 1, ""), to + 1, fields.length));
  };
  const drag = useDragOrder(list, move);
  const nextId = Math.max(-1, ...fields.map(({ id }) => id)) + 1;
  const add = (names: readonly string[]) => onChange([...fields, ...names.map((attribute, at) => fieldOf(nextId + at, attribute))]);
  const used = new Set(fields.flatMap(({ from }) => (from.kind === "attribute" ? [from.attribute] : [])));
  const unused = material.attributes.map(({ name }) => name).filter((name) => !used.has(name));
  const suggested = type.fields.filter(({ name }) => fields.some((field) => field.name === name)).length;
  return (
    <section className={form.card} aria-labelledby="destination-fields">
      <h2 className={form.title} id="destination-fields">
        {texts.title}
      </h2>
      <p className={form.hint}>
        {texts.lead} {isNew && type.fields.length > 0 && texts.suggested(suggested, type.fields.length)}
      </p>
      {fields.length > 0 && (
        <div className={classes.heads} aria-hidden>
          <span />
          <span>{texts.columns.name}</span>
          <span>{texts.columns.value}</span>
          <span>{texts.columns.format}</span>
        </div>
      )}
      <ol ref={list} className={classes.fields} aria-label={texts.title}>
        {fields.map((field, at) => (
          <FieldRow
            key={field.id}
            {...{ field, at, material }}
            dragged={drag.dragged === at}
            problemAt={(...path) => problemAt("fields", at, ...path)}
            onChange={(next) => onChange(fields.with(at, next))}
            onRemove={() => onChange(fields.toSpliced(at, 1))}
            onMove={(by) => move(at, at + by)}
            onDrag={(event) => drag.start(event, at)}
          />
        ))}
      </ol>
      {fields.length === 0 && <p className={form.hint}>{texts.none}</p>}
      <Group gap="sm">
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => add([""])}>
          {texts.add}
        </Button>
        {unused.length > 0 && (
          <Button variant="subtle" onClick={() => add(unused)}>
            {texts.addAll}
          </Button>
        )}
      </Group>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </section>
  );
}

function fieldOf(id: number, attribute: string): DraftField {
  return { id, name: attribute, from: { kind: "attribute", attribute } };
}
