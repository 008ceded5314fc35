import { Button, Group, Modal, SegmentedControl, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Catalog } from "../../../../src/catalog/types.ts";
import { propertyNames } from "../../../../src/segment/fields.ts";
import { type Period, type ShownTile, type Tile, TILE_COLORS } from "../../api/insights.ts";
import { common } from "../../texts/common.ts";
import { insights } from "../../texts/insights.ts";
import { SegmentChoice } from "../segment-choice.tsx";

const texts = insights.edit;
const KINDS = ["attribute", "event", "property", "condition"] as const;
const PERIODS = ["day", "week", "month"] as const;

interface TileEditorProps {
  readonly title: string;
  /** Undefined: a new one. */
  readonly start: ShownTile | undefined;
  readonly catalog: Catalog;
  readonly onSave: (shown: ShownTile) => void;
  readonly onClose: () => void;
}

/** What was chosen so far; of a kind, what belongs to it. */
interface Chosen {
  readonly kind: Tile["kind"];
  readonly attribute: string | undefined;
  readonly event: string | undefined;
  readonly property: string | undefined;
  readonly by: Period;
  readonly segment: string | undefined;
}

/** What a tile looks at, and how it is called, coloured and explained. */
export function TileEditor({ title, start, catalog, onSave, onClose }: TileEditorProps) {
  const [chosen, setChosen] = useState(() => chosenOf(start?.tile));
  const [name, setName] = useState(start?.title ?? "");
  const [note, setNote] = useState(start?.note ?? "");
  const [color, setColor] = useState(start?.color ?? "indigo");
  const change = (to: Partial<Chosen>) => setChosen({ ...chosen, ...to });
  // A condition that is no segment was made elsewhere: it stays as long as nothing else is chosen.
  const tile = tileOf(chosen) ?? (chosen.kind === "condition" && start?.tile.kind === "condition" ? start.tile : undefined);
  const event = catalog.events.find((one) => one.name === chosen.event);
  return (
    <Modal opened onClose={onClose} title={title}>
      <Stack
        component="form"
        gap="sm"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (tile) onSave({ tile, title: name.trim() || null, note: note.trim() || null, color });
        }}
      >
        <SegmentedControl
          aria-label={texts.kind}
          data={KINDS.map((value) => ({ value, label: texts.kinds[value] }))}
          value={chosen.kind}
          onChange={(value) => change({ kind: KINDS.find((kind) => kind === value) ?? "attribute" })}
        />
        {chosen.kind === "attribute" && (
          <Select
            label={texts.attribute}
            data={catalog.attributes.map((attribute) => attribute.name)}
            value={chosen.attribute ?? null}
            searchable
            onChange={(attribute) => change({ attribute: attribute ?? undefined })}
          />
        )}
        {(chosen.kind === "event" || chosen.kind === "property") && (
          <Select
            label={texts.event}
            data={catalog.events.map((one) => one.name)}
            value={chosen.event ?? null}
            searchable
            onChange={(next) => change({ event: next ?? undefined, property: undefined })}
          />
        )}
        {chosen.kind === "event" && (
          <Select
            label={texts.by}
            data={PERIODS.map((value) => ({ value, label: insights.tile.periods[value] }))}
            value={chosen.by}
            allowDeselect={false}
            onChange={(by) => change({ by: PERIODS.find((period) => period === by) ?? "week" })}
          />
        )}
        {chosen.kind === "property" && (
          <Select
            label={texts.property}
            data={event ? propertyNames([event]) : []}
            value={chosen.property ?? null}
            searchable
            disabled={!event}
            onChange={(property) => change({ property: property ?? undefined })}
          />
        )}
        {chosen.kind === "condition" && (
          <SegmentChoice label={texts.segment} placeholder={texts.segmentHint} chosen={chosen.segment} onChoose={(segment) => change({ segment })} />
        )}
        <TextInput label={texts.name} placeholder={texts.nameHint} maxLength={100} value={name} onChange={(typed) => setName(typed.currentTarget.value)} />
        <Textarea label={texts.note} maxLength={500} autosize minRows={2} value={note} onChange={(typed) => setNote(typed.currentTarget.value)} />
        <Select
          label={texts.color}
          data={TILE_COLORS.map((value) => ({ value, label: texts.colors[value] }))}
          value={color}
          allowDeselect={false}
          onChange={(value) => setColor(TILE_COLORS.find((one) => one === value) ?? "indigo")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" disabled={!tile}>
            {texts.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const NOTHING: Chosen = { kind: "attribute", attribute: undefined, event: undefined, property: undefined, by: "week", segment: undefined };

function chosenOf(tile: Tile | undefined): Chosen {
  if (tile?.kind !== "condition") return { ...NOTHING, ...tile };
  return { ...NOTHING, kind: "condition", segment: tile.where.kind === "segment" ? tile.where.segment : undefined };
}

/** Undefined: something is missing. */
function tileOf({ kind, attribute, event, property, by, segment }: Chosen): Tile | undefined {
  switch (kind) {
    case "attribute":
      return attribute === undefined ? undefined : { kind, attribute };
    case "event":
      return event === undefined ? undefined : { kind, event, by };
    case "property":
      return event === undefined || property === undefined ? undefined : { kind, event, property };
    case "condition":
      return segment === undefined ? undefined : { kind, where: { kind: "segment", segment } };
  }
}
