import type { DataType, Field, ScalarType, ValueType } from "../../src/catalog/types.ts";

const VALUE_TYPES: readonly ValueType[] = ["text", "number", "boolean", "date", "datetime"];

/** Reads `text`, `number[]` and `{price:number,colors:text[]}[]`. */
export function parseDataType(text: string): DataType {
  const records = /^\{(.*)\}\[\]$/.exec(text);
  if (!records) return parseScalar(text);
  const fields = (records[1] ?? "").split(",").map(parseField);
  return { kind: "records", fields };
}

export function printDataType(type: DataType): string {
  if (type.kind !== "records") return printScalar(type);
  return `{${type.fields.map((field) => `${field.name}:${printScalar(field.type)}`).join(",")}}[]`;
}

function parseField(text: string): Field {
  const [name = "", type = ""] = text.split(":");
  return { name, type: parseScalar(type) };
}

function parseScalar(text: string): ScalarType {
  const isList = text.endsWith("[]");
  const name = isList ? text.slice(0, -2) : text;
  const of = VALUE_TYPES.find((type) => type === name);
  if (!of) throw new Error(`not a type: ${text}`);
  return { kind: isList ? "list" : "value", of };
}

function printScalar(type: ScalarType): string {
  return type.kind === "list" ? `${type.of}[]` : type.of;
}
