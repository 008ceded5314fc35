import type { Catalog, EventType, ScalarType } from "../catalog/types.ts";
import { invariant } from "../errors.ts";
import type { Place } from "./plan-test.ts";

/** Where some events keep a property. */
export interface PropertyPlace {
  readonly events: readonly string[];
  readonly type: ScalarType;
  readonly place: Place;
}

/**
 * Where each of the events that have it keeps a property, one entry a place. `products.price` is the list of the known
 * values of a field of records; a property whose own name has a dot comes first.
 */
export function propertyPlaces(name: string, events: readonly string[], catalog: Catalog): PropertyPlace[] {
  const places = new Map<string, PropertyPlace>();
  for (const event of catalog.events) {
    if (!events.includes(event.name)) continue;
    const found = placeIn(event, name);
    if (found === undefined) continue;
    const key = JSON.stringify(found);
    places.set(key, { ...found, events: [...(places.get(key)?.events ?? []), event.name].sort() });
  }
  return [...places.values()];
}

function placeIn(event: EventType, name: string): Omit<PropertyPlace, "events"> | undefined {
  const own = event.properties.find((property) => property.name === name);
  if (own !== undefined) {
    invariant(own.type.kind !== "records", `a checked test is not of the records ${name}`);
    return { type: own.type, place: { kind: own.type.kind, column: own.column } };
  }
  for (const { name: records, type, column } of event.properties) {
    if (type.kind !== "records" || !name.startsWith(`${records}.`)) continue;
    const at = type.fields.findIndex((field) => field.name === name.slice(records.length + 1));
    const field = type.fields[at];
    if (field === undefined) continue;
    const nested = field.type.kind === "list";
    return { type: { kind: "list", of: field.type.of }, place: { kind: "field", column, field: at + 1, nested } };
  }
  return undefined;
}
