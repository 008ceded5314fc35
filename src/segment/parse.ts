import type { Path, Problem } from "../errors.ts";
import type { Condition, Definition } from "./ast.ts";
import { isTimeZone } from "./day.ts";
import { sizeProblems } from "./limits.ts";
import { shapeProblems } from "./parse-problems.ts";
import { field, isRaw } from "./raw.ts";
import { conditionSchema, envelopeSchema } from "./schema.ts";

/** `condition` is there only when there are no problems. */
export interface ParsedCondition {
  readonly condition: Condition | undefined;
  readonly problems: readonly Problem[];
}

/** `definition` is there only when there are no problems. */
export interface ParsedDefinition {
  readonly definition: Definition | undefined;
  readonly problems: readonly Problem[];
}

/** A definition taken out of its envelope; what is wrong in the condition is not looked for yet. */
export interface Envelope {
  readonly name: string | undefined;
  readonly timeZone: string | undefined;
  readonly where: unknown;
  /** Where `where` stands in the input: `[]` for a bare condition. */
  readonly path: Path;
  readonly problems: readonly Problem[];
}

/** Reads the shape of a condition: kinds, fields and their types. All problems at once; names are judged by `check`. */
export function parseCondition(input: unknown, path: Path = []): ParsedCondition {
  const tooLarge = sizeProblems(input, path);
  if (tooLarge.length > 0) return { condition: undefined, problems: tooLarge };
  const parsed = conditionSchema.safeParse(input);
  if (parsed.success) return { condition: parsed.data, problems: [] };
  return { condition: undefined, problems: shapeProblems(input, parsed.error.issues, path) };
}

/** Opens a definition: an object with `kind` is a condition, one with `where` a segment. */
export function openDefinition(input: unknown): Envelope {
  const bare = { name: undefined, timeZone: undefined, where: input, path: [], problems: [] };
  if (!isRaw(input) || Object.hasOwn(input, "kind")) return bare;
  if (!Object.hasOwn(input, "where")) {
    const problem = {
      code: "invalid_definition",
      message: "This is neither a condition, which has a `kind`, nor a segment, which has a `where`.",
      path: [],
      hint: 'Everyone is {"kind": "all", "of": []}.',
    };
    return { ...bare, problems: [problem] };
  }
  const parsed = envelopeSchema.safeParse(input);
  const problems = parsed.success ? [] : shapeProblems(input, parsed.error.issues);
  const timeZone = field(input, "timeZone");
  if (typeof timeZone === "string" && !isTimeZone(timeZone)) problems.push(unknownTimeZone(timeZone, ["timeZone"]));
  return {
    name: parsed.data?.name,
    timeZone: parsed.data?.timeZone,
    where: field(input, "where"),
    path: ["where"],
    problems,
  };
}

/** Reads the shape of a condition or of a segment around one. */
export function parseDefinition(input: unknown): ParsedDefinition {
  const { name, timeZone, where, path, problems } = openDefinition(input);
  if (path.length === 0 && problems.length > 0) return { definition: undefined, problems };
  const parsed = parseCondition(where, path);
  const all = [...problems, ...parsed.problems];
  if (parsed.condition === undefined || all.length > 0) return { definition: undefined, problems: all };
  return {
    definition: { ...(name !== undefined && { name }), where: parsed.condition, ...(timeZone !== undefined && { timeZone }) },
    problems: [],
  };
}

/** The problem of a time zone that is none. */
export function unknownTimeZone(name: string, path: Path): Problem {
  return {
    code: "invalid_time_zone",
    message: `${JSON.stringify(name)} is not a time zone.`,
    path,
    hint: 'Use an IANA name such as "Europe/Berlin" or "UTC".',
  };
}
