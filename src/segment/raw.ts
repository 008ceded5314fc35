import type { Path } from "../errors.ts";

/** An object of unknown content, as JSON or YAML gives it. */
export type Raw = Readonly<Record<string, unknown>>;

/** Whether this is a plain object: not null, not a list. */
export function isRaw(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The own field of an object; undefined when it has none of that name. */
export function field(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}

/** What stands at a path; undefined when the path leads nowhere. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => field(value, key), root);
}

/** What a value is, in words for a message. */
export function kindOfValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return value.length > 40 ? "this text" : `the text ${JSON.stringify(value)}`;
    case "number":
      return String(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      return "an object";
    default:
      return `a ${typeof value}`;
  }
}
