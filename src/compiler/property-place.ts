import type { EventType, ScalarType } from "../catalog/types.ts";
import { invariant } from "../errors.ts";
import { isScalar, propertyOf } from "../segment/fields.ts";
import type { RecordsPlace } from "./plan-records.ts";
import type { Source } from "./plan.ts";

/** Where some events keep a property. */
export interface PropertyPlace extends Source {
  readonly type: ScalarType;
}

/** Where those of the events that have it keep a property: one entry a place, events in the order given. */
export function propertyPlaces(name: string, events: readonly EventType[]): PropertyPlace[] {
  return together(events, (event) => placeIn(event, name));
}

/** The same of a property that holds records. */
export function recordsPlaces(name: string, events: readonly EventType[]): (RecordsPlace & Pick<Source, "events">)[] {
  return together(events, ({ properties }) => {
    const found = properties.find((property) => property.name === name);
    return found?.type.kind === "records" ? { column: found.column, fields: found.type.fields } : undefined;
  });
}

function together<P>(events: readonly EventType[], placeOf: (event: EventType) => P | undefined): (P & Pick<Source, "events">)[] {
  const places = new Map<string, P & { readonly events: string[] }>();
  for (const event of events) {
    const found = placeOf(event);
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
