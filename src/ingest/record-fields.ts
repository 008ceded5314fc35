import type { DataType, Field } from "../catalog/types.ts";
import { typeName } from "../catalog/type-name.ts";
import { AppError } from "../errors.ts";
import type { Cell } from "./cell.ts";
import { newFields, type Sample } from "./infer.ts";

/**
 * A known type with what a file adds to it: records gain fields at their end, so that the places of the others stay.
 * Every other type stays as it is.
 *
 * @param given the type that the caller gave for the column
 * @param what the column, for the message
 * @throws AppError `type_conflict` when the given type is not the known one with more fields
 */
export async function grown(
  known: DataType,
  given: DataType | undefined,
  { sample, cell, what }: { readonly sample: Sample; readonly cell: Cell; readonly what: string },
): Promise<DataType> {
  if (given !== undefined) {
    const more = fieldsBeyond(known, given);
    if (more === undefined) {
      throw new AppError("type_conflict", `${what} is ${typeName(known)} already, not ${typeName(given)}.`, {
        hint: "Leave the type out and change it with `npx coterie retype`, or import the values under another name.",
      });
    }
    return withFields(known, more);
  }
  return known.kind === "records" ? withFields(known, await newFields(sample, cell, known.fields)) : known;
}

/** Whether a column of a type takes values of another: records may have more fields there, in any order. */
export function covers(column: DataType, type: DataType): boolean {
  return typeName(column) === typeName(type) || fieldsBeyond(type, column) !== undefined;
}

/** What the given type has beyond the known one; undefined when it is another type. */
function fieldsBeyond(known: DataType, given: DataType): readonly Field[] | undefined {
  if (typeName(known) === typeName(given)) return [];
  if (known.kind !== "records" || given.kind !== "records") return undefined;
  const same = (field: Field): boolean =>
    given.fields.some(({ name, type }) => name === field.name && typeName(type) === typeName(field.type));
  if (!known.fields.every(same)) return undefined;
  return given.fields.filter(({ name }) => known.fields.every((field) => field.name !== name));
}

function withFields(known: DataType, more: readonly Field[]): DataType {
  if (known.kind !== "records" || more.length === 0) return known;
  return { kind: "records", fields: [...known.fields, ...more] };
}
