import type { Catalog, DataType, EventType, Field, ScalarType } from "../../../../../../src/catalog/types.ts";
import { isScalar, meaningOf, propertyNames } from "../../../../../../src/segment/fields.ts";
import { formatCount } from "../../../../format/number.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import type { PickerGroup } from "./picker.tsx";

/** The event's own time, as a property. */
export const OWN_TIME = "$time";

const ATTRIBUTE = "attribute:";
const EVENT = "event:";
const LIST = "list:";
const DESTINATION = "destination:";
const SEGMENT = "segment:";

export function attributeOption(name: string): string {
  return ATTRIBUTE + name;
}

export function attributeGroup(catalog: Catalog): PickerGroup {
  const options = catalog.attributes.map(({ name, type }) => ({ value: attributeOption(name), label: name, detail: typeWords(type) }));
  return { label: texts.attributes, options };
}

export function eventGroup(catalog: Catalog): PickerGroup {
  const options = catalog.events.map(({ name, count }) => ({
    value: EVENT + name,
    label: name,
    detail: texts.times(formatCount(count)),
  }));
  return { label: texts.events, options };
}

export function listGroup(catalog: Catalog): PickerGroup {
  const options = catalog.lists.map(({ id, name, size }) => ({
    value: LIST + id,
    label: name,
    detail: texts.customers(formatCount(size)),
  }));
  return { label: texts.lists, options };
}

export function segmentGroup(segments: readonly { readonly id: string; readonly name: string }[]): PickerGroup {
  return { label: texts.segments, options: segments.map(({ id, name }) => ({ value: SEGMENT + id, label: name, detail: "" })) };
}

export function destinationGroup(destinations: readonly { readonly id: string; readonly name: string }[]): PickerGroup {
  return { label: texts.exportedTo, options: destinations.map(({ id, name }) => ({ value: DESTINATION + id, label: name, detail: "" })) };
}

/** What a filter on these events can test: properties, those of records by their fields too, records as a whole, and the time. */
export function propertyGroup(events: readonly EventType[]): PickerGroup {
  const records = recordProperties(events).map(({ name }) => name);
  const options = [...propertyNames(events), ...records].flatMap((name) => {
    const meaning = meaningOf(events, name);
    return meaning.kind === "found" ? [{ value: name, label: name, detail: typeWords(meaning.type) }] : [];
  });
  return { label: texts.properties, options: [...options, { value: OWN_TIME, label: texts.ownTime, detail: typeWords(TIME) }] };
}

/** The properties that hold one value or a list of values. */
export function valueGroup(events: readonly EventType[]): PickerGroup {
  const group = propertyGroup(events);
  return { ...group, options: group.options.filter(({ value }) => value !== OWN_TIME && propertyType(events, value) !== undefined) };
}

export function fieldGroup(fields: readonly Field[]): PickerGroup {
  return { label: texts.fields, options: fields.map(({ name, type }) => ({ value: name, label: name, detail: typeWords(type) })) };
}

/** The properties of these events that hold records. */
export function recordGroup(events: readonly EventType[]): PickerGroup {
  const options = recordProperties(events).map(({ name }) => ({ value: name, label: name, detail: texts.records }));
  return { label: texts.properties, options };
}

export function attributeType(catalog: Catalog, name: string): ScalarType | undefined {
  const type = attributeData(catalog, name);
  return type && isScalar(type) ? type : undefined;
}

export function attributeData(catalog: Catalog, name: string): DataType | undefined {
  return catalog.attributes.find((attribute) => attribute.name === name)?.type;
}

export function propertyType(events: readonly EventType[], name: string): ScalarType | undefined {
  if (name === OWN_TIME) return TIME;
  const meaning = meaningOf(events, name);
  return meaning.kind === "found" && isScalar(meaning.type) ? meaning.type : undefined;
}

/** The fields of the records that a property of these events holds; none when it holds none. */
export function fieldsOf(events: readonly EventType[], name: string): readonly Field[] {
  const meaning = meaningOf(events, name);
  return meaning.kind === "found" && meaning.type.kind === "records" ? meaning.type.fields : [];
}

export interface Picked {
  readonly kind: (typeof KINDS)[number][1] | "other";
  readonly name: string;
}

/** What was picked among attributes, events, lists, destinations and segments. */
export function picked(value: string): Picked {
  for (const [start, kind] of KINDS) if (value.startsWith(start)) return { kind, name: value.slice(start.length) };
  return { kind: "other", name: value };
}

const KINDS = [
  [ATTRIBUTE, "attribute"],
  [EVENT, "event"],
  [LIST, "list"],
  [DESTINATION, "destination"],
  [SEGMENT, "segment"],
] as const;

const TIME: ScalarType = { kind: "value", of: "datetime" };

function recordProperties(events: readonly EventType[]) {
  const all = events.flatMap(({ properties }) => properties.filter(({ type }) => type.kind === "records"));
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}

function typeWords(type: DataType): string {
  return type.kind === "records" ? texts.records : type.kind === "list" ? texts.listOf(texts.types[type.of]) : texts.types[type.of];
}
