import { z } from "zod";
import type { Attribute, Catalog, DataType, ValueType } from "../catalog/types.ts";
import { typeName } from "../catalog/type-name.ts";
import { bind, type Fragment, identifier, join, sql } from "../compiler/sql.ts";
import { columnType, recordField } from "../engine/schema.ts";
import { AppError } from "../errors.ts";
import type { Cell } from "./data.ts";

/**
 * The attributes to show, in the order asked for; left out: all.
 *
 * @throws AppError `unknown_attribute`
 */
export function chooseColumns(catalog: Catalog, names: readonly string[] | undefined): readonly Attribute[] {
  if (names === undefined) return catalog.attributes;
  return [...new Set(names)].map((name) => {
    const attribute = catalog.attributes.find((each) => each.name === name);
    if (attribute === undefined) {
      throw new AppError("unknown_attribute", `There is no attribute "${name}".`, {
        path: ["columns"],
        hint: `There are ${catalog.attributes.map((each) => each.name).join(", ") || "none"}.`,
      });
    }
    return attribute;
  });
}

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const records = z.array(z.record(z.string(), z.union([scalar, z.array(scalar)])));

/** A value as the engine's JSON has it, as a cell: records get the names of their fields. */
export function readCell(value: unknown, type: DataType): Cell {
  if (type.kind === "value") return scalar.parse(value);
  if (type.kind === "list") return z.array(scalar).parse(value);
  return records.parse(value).map((record) =>
    Object.fromEntries(type.fields.map((field, index) => [field.name, record[recordField(index)] ?? null])),
  );
}

/** A column as text of a CSV file: lists and records as JSON, unknown as nothing. */
export function csvCell(column: Fragment, type: DataType): Fragment {
  if (type.kind === "value") return column;
  const json = sql`toJSONString(${namedFields(column, type)})`;
  return sql`if(empty(${column}), '', ${json})`;
}

/** A column whose records carry the names of their fields. */
export function namedFields(column: Fragment, type: DataType): Fragment {
  if (type.kind !== "records") return column;
  const values = type.fields.map((_, index) => sql`record.${identifier(recordField(index))}`);
  // Through tuples without names: the engine casts fields by name, and gives defaults to those that it does not find.
  return sql`arrayMap(record -> CAST(tuple(${join(values, sql`, `)}), ${bind("String", namedTuple(type.fields))}), ${column})`;
}

/** The ClickHouse type of an object with these fields; a list of records is one of objects. */
export function namedTuple(fields: readonly { readonly name: string; readonly type: DataType }[]): string {
  const typed = fields.map(({ name, type }) => `${quoted(name)} ${type.kind === "records" ? `Array(${namedTuple(type.fields)})` : columnType(type)}`);
  return `Tuple(${typed.join(", ")})`;
}

/** A column as it is told to callers: its type in the form of `typeName`. */
export function describeColumn({ name, type }: Pick<Attribute, "name" | "type">): { name: string; type: string } {
  return { name, type: typeName(type) };
}

/** Makes one of −0 and 0, which the engine (26.7) tells apart in texts, in sets and in their order, and not by `=`. */
export function oneZero(type: ValueType, value: Fragment): Fragment {
  return type === "number" ? sql`${value} + 0` : value;
}

/** The same of every item. */
export function oneZeroEach(type: ValueType, items: Fragment): Fragment {
  return type === "number" ? sql`arrayMap(each -> each + 0, ${items})` : items;
}

/** Whether the attribute is known of a customer: a list or records that hold nothing are not. */
export function isKnown({ column, type }: Pick<Attribute, "column" | "type">): Fragment {
  return type.kind === "value" ? sql`isNotNull(${identifier(column)})` : sql`notEmpty(${identifier(column)})`;
}

export function columnOf({ column }: Pick<Attribute, "column">): Fragment {
  return identifier(column);
}

function quoted(name: string): string {
  return `\`${name.replace(/[\\`]/g, "\\$&")}\``;
}
