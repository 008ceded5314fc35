import type { DataType, Field, ScalarType } from "../../../src/catalog/types.ts";
import { typeName } from "../../../src/catalog/type-name.ts";
import type { Dataset } from "../../reference/dataset.ts";

export interface Named {
  readonly name: string;
  readonly type: ScalarType;
}

export interface NamedRecords {
  readonly name: string;
  readonly fields: readonly Field[];
}

type Types = Readonly<Record<string, DataType>>;

/** What holds one value or a list. */
export function namedScalars(types: Types): Named[] {
  return Object.entries(types).flatMap(([name, type]) => (type.kind === "records" ? [] : [{ name, type }]));
}

/** What holds records. */
export function namedRecords(types: Types): NamedRecords[] {
  return Object.entries(types).flatMap(([name, type]) => (type.kind === "records" ? [{ name, fields: type.fields }] : []));
}

/**
 * What can be asked of events by name: each value and list, and of records each field, through a dot. A name that has different types in
 * these events can't be asked for.
 */
export function propertiesOf({ types }: Dataset, events: readonly string[]): Named[] {
  const all = shared(types, events);
  return [
    ...all.flatMap(namedScalars),
    ...all.flatMap(namedRecords).flatMap(({ name, fields }) =>
      fields.map((field): Named => ({ name: `${name}.${field.name}`, type: { kind: "list", of: field.type.of } })),
    ),
  ];
}

export function recordsOf({ types }: Dataset, events: readonly string[]): NamedRecords[] {
  return shared(types, events).flatMap(namedRecords);
}

/** The types of each event without those that another of the events has otherwise. */
function shared({ events: all }: Dataset["types"], events: readonly string[]): Types[] {
  const each = events.map((event) => all[event] ?? {});
  const isOne = ([name, type]: readonly [string, DataType]): boolean =>
    each.every((other) => !Object.hasOwn(other, name) || printed(other[name]) === printed(type));
  return each.map((types) => Object.fromEntries(Object.entries(types).filter(isOne)));
}

function printed(type: DataType | undefined): string {
  return type === undefined ? "" : typeName(type);
}
