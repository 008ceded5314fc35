import { typeName } from "../catalog/type-name.ts";
import type { Catalog, DataType, EventType, ScalarType } from "../catalog/types.ts";

/** What a property's name stands for on one event: its column, or a field of the records in it. */
export interface PropertySource {
  readonly type: DataType;
  readonly column: string;
  /** Position of the field in the records, when the name goes through them. */
  readonly field?: number;
}

/** What a property's name stands for on several events together. */
export type PropertyMeaning =
  | { readonly kind: "found"; readonly type: DataType }
  | { readonly kind: "unknown" }
  | { readonly kind: "ambiguous"; readonly types: readonly DataType[] };

/**
 * Finds a property of one event. A name with a dot that is no property's own goes through records: `products.price` is the list of
 * all prices.
 */
export function propertyOf(event: EventType, name: string): PropertySource | undefined {
  const own = event.properties.find((property) => property.name === name);
  if (own !== undefined) return { type: own.type, column: own.column };
  for (const property of event.properties) {
    if (property.type.kind !== "records" || !name.startsWith(`${property.name}.`)) continue;
    const fieldName = name.slice(property.name.length + 1);
    const index = property.type.fields.findIndex((one) => one.name === fieldName);
    const found = property.type.fields[index];
    if (found !== undefined) return { type: { kind: "list", of: found.type.of }, column: property.column, field: index };
  }
  return undefined;
}

/** The one type that a property has on those of the events that declare it. */
export function meaningOf(events: readonly EventType[], name: string): PropertyMeaning {
  const types = new Map<string, DataType>();
  for (const event of events) {
    const source = propertyOf(event, name);
    if (source !== undefined) types.set(typeName(source.type), source.type);
  }
  const [first, ...others] = types.values();
  if (first === undefined) return { kind: "unknown" };
  return others.length === 0 ? { kind: "found", type: first } : { kind: "ambiguous", types: [first, ...others] };
}

/** The names that a property test on these events may use, those through records with their dot. */
export function propertyNames(events: readonly EventType[]): string[] {
  const names = events.flatMap((event) =>
    event.properties.flatMap(({ name, type }) => (type.kind === "records" ? type.fields.map((one) => `${name}.${one.name}`) : [name])),
  );
  return [...new Set(names)];
}

/** The events of these names that there are, in the order of the names. */
export function eventsNamed(catalog: Catalog, names: string | readonly string[]): EventType[] {
  const wanted = typeof names === "string" ? [names] : names;
  return wanted.flatMap((name) => catalog.events.find((event) => event.name === name) ?? []);
}

/** Whether values of this type are judged by the operators of one value. */
export function isScalar(type: DataType): type is ScalarType {
  return type.kind !== "records";
}
