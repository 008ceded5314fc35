import type { DataType, ScalarType } from "../catalog/types.ts";

/** A type as callers read and write it: `text`, `number[]`, `{price:number,tags:text[]}[]`. */
export function typeText(type: DataType): string {
  if (type.kind !== "records") return scalarText(type);
  return `{${type.fields.map((field) => `${field.name}:${scalarText(field.type)}`).join(",")}}[]`;
}

function scalarText(type: ScalarType): string {
  return type.kind === "list" ? `${type.of}[]` : type.of;
}
