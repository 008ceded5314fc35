import type { EventType, ScalarType } from "../catalog/types.ts";
import { invariant } from "../errors.ts";
import { isScalar, propertyOf } from "../segment/fields.ts";
import type { Source } from "./plan.ts";

/** Where some events keep a property. */
export interface PropertyPlace extends Source {
  readonly type: ScalarType;
}

/** Where those of the events that have it keep a property: one entry a place, events in the order given. */
export function propertyPlaces(name: string, events: readonly EventType[]): PropertyPlace[] {
  const places = new Map<string, PropertyPlace>();
  for (const event of events) {
    const found = placeIn(event, name);
    if (found === undefined) continue;
    const key = JSON.stringify(found);
    places.set(key, { ...found, events: [...(places.get(key)?.events ?? []), event.name] });
  }
  return [...places.values()];
}

function placeIn(event: EventType, name: string): Omit<PropertyPlace, "events"> | undefined {
  const source = propertyOf(event, name);
  if (source === undefined) return undefined;
  const { type, column, field } = source;
  invariant(isScalar(type), `a checked test is not of the records ${name}`);
  if (field === undefined) return { type, place: { kind: type.kind, column } };
  return { type, place: { kind: "field", column, field: field + 1, nested: isNested(event, column, field) } };
}

function isNested(event: EventType, column: string, field: number): boolean {
  const records = event.properties.find((property) => property.column === column)?.type;
  return records?.kind === "records" && records.fields[field]?.type.kind === "list";
}
