import type { DataType, Field, ScalarType, ValueType } from "../../../src/catalog/types.ts";

const VALUE_TYPES: readonly ValueType[] = ["text", "number", "boolean", "date", "datetime"];

/** Reads the textual form of a type: `text`, `number[]`, `{price:number,tags:text[]}[]`. */
export function parseDataType(text: string): DataType {
  const records = /^\{(.*)\}\[\]$/s.exec(text);
  if (records?.[1] !== undefined) return { kind: "records", fields: records[1].split(",").map(parseField) };
  return parseScalar(text);
}

function parseField(text: string): Field {
  const colon = text.lastIndexOf(":");
  return { name: text.slice(0, colon).trim(), type: parseScalar(text.slice(colon + 1).trim()) };
}

function parseScalar(text: string): ScalarType {
  const list = text.endsWith("[]");
  const name = list ? text.slice(0, -2) : text;
  const of = VALUE_TYPES.find((type) => type === name);
  if (!of) throw new Error(`unknown type ${text}`);
  return { kind: list ? "list" : "value", of };
}
