import type { DataType, ScalarType } from "../../src/catalog/types.ts";
import type { EventFilter } from "../../src/segment/ast.ts";
import type { Dataset, Happening, Stored } from "./dataset.ts";
import { isOff } from "./off.ts";
import { recordsHold } from "./records.ts";
import { timeHolds } from "./time-test.ts";
import { passes } from "./value-test.ts";
import type { Clock } from "./window.ts";

/** Whether a filter that is not off holds for one event. `names` are the events that the condition names. */
export function matchesFilter(
  filter: EventFilter,
  event: Happening,
  names: readonly string[],
  dataset: Dataset,
  clock: Clock,
): boolean {
  const matches = (child: EventFilter): boolean => matchesFilter(child, event, names, dataset, clock);
  switch (filter.kind) {
    case "all":
      return filter.of.filter((child) => !isOff(child)).every(matches);
    case "any":
      return filter.of.filter((child) => !isOff(child)).some(matches);
    case "not":
      return !matches(filter.of);
    case "item": {
      const type = typeOf(filter.of, names, dataset);
      if (type?.kind !== "records") throw new Error(`no property with records: ${filter.of}`);
      return recordsHold(filter, event.properties[filter.of], type.fields, clock);
    }
    case "property": {
      if (filter.property === "$time") return timeHolds(filter, event, clock);
      const { stored, type } = readProperty(filter.property, event, names, dataset);
      return passes(filter, stored, type, clock);
    }
  }
}

/** What an event holds under a property. Through records (`products.price`) that is a list of what all of them hold. */
export function readProperty(
  property: string,
  event: Happening,
  names: readonly string[],
  dataset: Dataset,
): { stored: Stored; type: ScalarType } {
  const declared = typeOf(property, names, dataset);
  if (declared && declared.kind !== "records") return { stored: event.properties[property], type: declared };

  // Names may hold dots themselves.
  for (let at = 0; at < property.length; at += 1) {
    const [recordsName, fieldName] = [property.slice(0, at), property.slice(at + 1)];
    const records = property[at] === "." ? typeOf(recordsName, names, dataset) : undefined;
    const field = records?.kind === "records" && records.fields.find(({ name }) => name === fieldName);
    if (field) return { stored: collect(event.properties[recordsName], fieldName), type: { kind: "list", of: field.type.of } };
  }
  throw new Error(`no property with one value or a list: ${property}`);
}

function typeOf(property: string, names: readonly string[], dataset: Dataset): DataType | undefined {
  for (const name of names) {
    const type = dataset.types.events[name]?.[property];
    if (type) return type;
  }
  return undefined;
}

function collect(records: Stored, field: string): Stored[] {
  if (!Array.isArray(records)) return [];
  const values: Stored[] = [];
  for (const record of records) {
    if (record === null) continue;
    const value: Stored = record[field];
    if (Array.isArray(value)) values.push(...value);
    else values.push(value);
  }
  return values;
}
