import type { Path, Problem } from "../errors.ts";
import { checkCondition } from "./check-condition.ts";
import { expandedNodes } from "./check-reference.ts";
import type { Findings } from "./findings.ts";
import type { Checked, Circumstances } from "./checked.ts";
import { isTimeZone } from "./day.ts";
import { openDefinition, parseCondition, unknownTimeZone } from "./parse.ts";
import { inOrder } from "./problem-order.ts";

/** Nodes of a definition with what it refers to written out. */
const MOST_EXPANDED = 5_000;

/** What `check` finds of a definition with its envelope. */
export interface CheckedDefinition extends Checked {
  readonly name: string | undefined;
  /** The segment's own zone; it has won over the one of the circumstances. */
  readonly timeZone: string | undefined;
}

/**
 * Judges a condition against the catalog. Finds all problems at once, those of shape and those of meaning, in the order of their places; what is switched off is
 * judged for its shape alone. `path` is where the condition stands in what the caller was given.
 */
export function check(input: unknown, circumstances: Circumstances, path: Path = []): Checked {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const zoneIsKnown = isTimeZone(circumstances.timeZone);
  if (!zoneIsKnown) problems.push(unknownTimeZone(circumstances.timeZone, ["timeZone"]));

  const parsed = parseCondition(input, path);
  const isTooLarge = parsed.problems.some(({ code }) => code === "too_deep" || code === "too_many_nodes");
  const found: Problem[] = [];
  if (!isTooLarge) {
    const findings: Findings = {
      catalog: circumstances.catalog,
      clock: { now: circumstances.now, timeZone: zoneIsKnown ? circumstances.timeZone : "UTC" },
      segments: circumstances.segments,
      destinations: circumstances.destinations,
      within: [],
      judged: new Map(),
      problem: (problem) => found.push(problem),
      warning: (problem) => warnings.push(problem),
    };
    checkCondition(input, path, findings);
    if (found.every(({ code }) => code !== "cycle") && expandedNodes(input, circumstances.segments, MOST_EXPANDED) > MOST_EXPANDED) {
      found.push({
        code: "too_many_nodes",
        message: `With the segments that it refers to, a definition may have ${MOST_EXPANDED.toLocaleString("en")} conditions and groups; this one has more.`,
        path,
        hint: "Refer to fewer segments, or to smaller ones.",
      });
    }
  }
  problems.push(...inOrder(input, merged(parsed.problems, found), path.length));
  return { condition: problems.length === 0 ? parsed.condition : undefined, problems, warnings: inOrder(input, warnings, path.length) };
}

/** Judges a condition or a segment around one; a segment's own time zone wins. */
export function checkDefinition(input: unknown, circumstances: Circumstances): CheckedDefinition {
  const { name, timeZone, where, path, problems } = openDefinition(input);
  if (path.length === 0 && problems.length > 0) return { name, timeZone, condition: undefined, problems, warnings: [] };
  const zone = timeZone !== undefined && isTimeZone(timeZone) ? timeZone : circumstances.timeZone;
  const checked = check(where, { ...circumstances, timeZone: zone }, path);
  const all = inOrder(input, [...problems, ...checked.problems]);
  return { name, timeZone, condition: all.length === 0 ? checked.condition : undefined, problems: all, warnings: checked.warnings };
}

/** Both look at values: the closer look wins, and nothing is said twice of one place. */
function merged(ofShape: readonly Problem[], ofMeaning: readonly Problem[]): Problem[] {
  const places = ofMeaning.map(({ path }) => JSON.stringify(path ?? []).slice(0, -1));
  const said = ofShape.filter(({ code, path }) => {
    const here = JSON.stringify(path ?? []).slice(0, -1);
    return code !== "wrong_type" || !places.some((place) => place === here || place.startsWith(`${here},`));
  });
  const taken = new Set(said.map(({ path }) => JSON.stringify(path ?? [])));
  return [...said, ...ofMeaning.filter(({ path }) => !taken.has(JSON.stringify(path ?? [])))];
}
