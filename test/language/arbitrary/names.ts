import type { DataType, Field, ScalarType } from "../../../src/catalog/types.ts";
import { dataset } from "../cases.ts";

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

/** What can be asked of events by name: each value and list, and of records each field, through a dot. */
export function propertiesOf(events: readonly string[]): Named[] {
  const types = events.map((event) => dataset.types.events[event] ?? {});
  return [
    ...types.flatMap(namedScalars),
    ...types.flatMap(namedRecords).flatMap(({ name, fields }) =>
      fields.map((field): Named => ({ name: `${name}.${field.name}`, type: { kind: "list", of: field.type.of } })),
    ),
  ];
}

export function recordsOf(events: readonly string[]): NamedRecords[] {
  return events.flatMap((event) => namedRecords(dataset.types.events[event] ?? {}));
}
