import { bind, fits, render, sql, table } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";
import { AppError, type Path, type Problem, problemsError } from "../errors.ts";
import type { Condition, EventFilter, RecordFilter } from "../segment/ast.ts";
import { operator } from "../segment/operators.ts";

interface Pattern {
  readonly text: string;
  readonly path: Path;
}

/** Patterns that an engine has taken: it always will. */
const taken = new WeakMap<Engine, Set<string>>();
const MOST_KEPT = 10_000;

/**
 * Asks the engine about every pattern of a checked condition, since only RE2 itself can judge one.
 *
 * @throws AppError `invalid_definition` with a problem `invalid_pattern` at each that it refuses
 */
export async function requirePatterns(engine: Engine, condition: Condition, signal?: AbortSignal): Promise<void> {
  const known = taken.get(engine) ?? new Set();
  taken.set(engine, known);
  const found = patternsOf(condition, []).filter(({ text }) => !known.has(text));
  const judged = new Map<string, Promise<string | undefined>>();
  for (const { text } of found) if (!judged.has(text)) judged.set(text, refusal(engine, text, signal));

  const problems: Problem[] = [];
  for (const { text, path } of found) {
    const reason = await judged.get(text);
    if (reason !== undefined) {
      problems.push({ code: "invalid_pattern", message: `The pattern is not valid: ${reason}.`, path, hint: "Write the pattern in RE2 syntax." });
    } else if (known.size < MOST_KEPT) known.add(text);
  }
  if (problems.length > 0) throw problemsError("invalid_definition", "The definition", problems);
}

/** Those of a segment that is referred to were judged when it was saved. */
function patternsOf(node: Condition | EventFilter | RecordFilter, path: Path): Pattern[] {
  if (node.off === true) return [];
  switch (node.kind) {
    case "all":
    case "any":
      return node.of.flatMap((child, index) => patternsOf(child, [...path, "of", index]));
    case "not":
      return patternsOf(node.of, [...path, "of"]);
    case "event":
    case "item":
      return node.where === undefined ? [] : patternsOf(node.where, [...path, "where"]);
    case "sequence":
      return node.steps.flatMap(({ where }, index) => (where === undefined ? [] : patternsOf(where, [...path, "steps", index, "where"])));
    case "attribute":
      return "where" in node && node.where !== undefined ? patternsOf(node.where, [...path, "where"]) : patternOf(node, path);
    case "property":
    case "field":
      return patternOf(node, path);
    case "segment":
    case "list":
    case "sample":
      return [];
  }
}

function patternOf({ op, value }: { readonly op?: string | undefined; readonly value?: unknown }, path: Path): Pattern[] {
  if (op === undefined || !operator(op)?.pattern || typeof value !== "string") return [];
  return [{ text: value, path: [...path, "value"] }];
}

/** Why RE2 refuses a pattern, in its words; undefined when it takes it. */
async function refusal(engine: Engine, pattern: string, signal: AbortSignal | undefined): Promise<string | undefined> {
  const text = fits([pattern]) ? bind("String", pattern) : sql`assumeNotNull((SELECT value FROM ${table("String", [pattern])}))`;
  try {
    await engine.rows(render(sql`SELECT match('', ${text})`), { signal });
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError && error.code === "invalid_pattern")) throw error;
    return /\berror: (.+?)\. Look at /s.exec(error.message)?.[1] ?? "RE2 can't read it";
  }
}
