import { AppError } from "../errors.ts";
import type { DataType, Field, ScalarType, ValueType } from "./types.ts";

const VALUE_TYPES: readonly ValueType[] = ["text", "number", "boolean", "date", "datetime"];
const HINT = `Types are ${VALUE_TYPES.join(", ")}, a list such as text[], and records such as {product:text,price:number}[].`;

/** A type as people write it: `text`, `number[]`, `{product:text,price:number}[]`. The opposite of `parseTypeName`. */
export function typeName(type: DataType): string {
  if (type.kind !== "records") return scalarName(type);
  return `{${type.fields.map((field) => `${field.name}:${scalarName(field.type)}`).join(",")}}[]`;
}

/**
 * Reads a type as people write it.
 *
 * @throws AppError `invalid_type`
 */
export function parseTypeName(text: string): DataType {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{")) return parseScalar(trimmed);
  if (!trimmed.endsWith("}[]")) throw invalid(text);
  return { kind: "records", fields: splitOutsideBraces(trimmed.slice(1, -3)).map(parseField) };
}

/**
 * Reads `name=type,…`, as the command line takes it.
 *
 * @throws AppError `invalid_type`
 */
export function parseTypes(text: string): ReadonlyMap<string, DataType> {
  const types = new Map<string, DataType>();
  for (const part of splitOutsideBraces(text)) {
    const at = part.lastIndexOf("=");
    if (at <= 0) throw new AppError("invalid_type", `"${part}" is not name=type.`, { hint: HINT });
    types.set(part.slice(0, at).trim(), parseTypeName(part.slice(at + 1)));
  }
  return types;
}

function scalarName(type: ScalarType): string {
  return type.kind === "list" ? `${type.of}[]` : type.of;
}

function parseScalar(text: string): ScalarType {
  const list = text.endsWith("[]");
  const name = list ? text.slice(0, -2) : text;
  const of = VALUE_TYPES.find((type) => type === name);
  if (of === undefined) throw invalid(text);
  return { kind: list ? "list" : "value", of };
}

function parseField(text: string): Field {
  const at = text.lastIndexOf(":");
  if (at <= 0) throw invalid(text);
  return { name: text.slice(0, at).trim(), type: parseScalar(text.slice(at + 1).trim()) };
}

function splitOutsideBraces(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const character of text) {
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    if (character === "," && depth === 0) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  return [...parts, part].filter((piece) => piece.trim() !== "");
}

function invalid(text: string): AppError {
  return new AppError("invalid_type", `"${text}" is not a type.`, { hint: HINT });
}
