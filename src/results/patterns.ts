import { bind, fits, render, sql, table } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";
import { AppError, type Path, type Problem, problemsError } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { operator } from "../segment/operators.ts";
import { field, isRaw, type Raw } from "../segment/raw.ts";
import { isOfMoves } from "../segment/referring.ts";

interface Pattern {
  readonly text: string;
  readonly path: Path;
  /** The name of the segment that holds it, where that is referred to. */
  readonly within?: string;
}

/** Patterns that an engine has taken: it always will. */
const taken = new WeakMap<Engine, Set<string>>();
const MOST_KEPT = 10_000;

/**
 * Asks the engine about every pattern of a checked condition, since only RE2 itself can judge one.
 *
 * @throws AppError `invalid_definition` with a problem `invalid_pattern` at each that it refuses, or `broken_reference` where a segment
 * that is referred to holds it
 */
export async function requirePatterns(
  engine: Engine,
  condition: Condition,
  segments: Circumstances["segments"],
  signal?: AbortSignal,
): Promise<void> {
  const known = taken.get(engine) ?? new Set();
  taken.set(engine, known);
  const found = patternsOf(condition, [], segments).filter(({ text }) => !known.has(text));
  const judged = new Map<string, Promise<string | undefined>>();
  for (const { text } of found) if (!judged.has(text)) judged.set(text, refusal(engine, text, signal));

  const problems: Problem[] = [];
  for (const pattern of found) {
    const reason = await judged.get(pattern.text);
    if (reason !== undefined) problems.push(problemOf(pattern, reason));
    else if (known.size < MOST_KEPT) known.add(pattern.text);
  }
  if (problems.length > 0) throw problemsError("invalid_definition", "The definition", problems);
}

/** Those of segments that are referred to stand at the reference. What a condition of a segment holds besides `of`, `where` and `steps` has none. */
function patternsOf(node: unknown, path: Path, segments: Circumstances["segments"]): Pattern[] {
  if (Array.isArray(node)) return node.flatMap((each, index) => patternsOf(each, [...path, index], segments));
  if (!isRaw(node) || field(node, "off") === true) return [];
  const id = field(node, "segment");
  const saved = field(node, "kind") === "segment" && typeof id === "string" && !isOfMoves(node) ? segments?.get(id) : undefined;
  if (saved !== undefined) {
    const at = [...path, "segment"];
    return patternsOf(saved.where, [], segments).map(({ text, within }) => ({ text, path: at, within: within ?? saved.name }));
  }
  return [...patternOf(node, path), ...NESTED.flatMap((key) => patternsOf(field(node, key), [...path, key], segments))];
}

const NESTED = ["of", "where", "steps"] as const;

function patternOf(node: Raw, path: Path): Pattern[] {
  const [op, value] = [field(node, "op"), field(node, "value")];
  if (typeof op !== "string" || !operator(op)?.pattern || typeof value !== "string") return [];
  return [{ text: value, path: [...path, "value"] }];
}

function problemOf({ path, within }: Pattern, reason: string): Problem {
  if (within === undefined) {
    return { code: "invalid_pattern", message: `The pattern is not valid: ${reason}.`, path, hint: "Write the pattern in RE2 syntax." };
  }
  const message = `The segment ${JSON.stringify(within)} needs repair: a pattern is not valid: ${reason}.`;
  return { code: "broken_reference", message, path, hint: "Open that segment and mend it." };
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
