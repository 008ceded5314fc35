import type { Catalog } from "../catalog/types.ts";
import { problemsError } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import { check } from "../segment/check.ts";
import type { Referred } from "../segment/checked.ts";
import { parseSentence } from "../segment/parse-sentence/parse-sentence.ts";
import type { Clock } from "./clock.ts";

/** What a sentence says. */
export interface ReadDefinition {
  readonly where: Condition;
  /** The definition's own zone, where the sentence tells one. IANA name. */
  readonly timeZone?: string;
}

/**
 * The definition that a full sentence says, checked against what there is.
 *
 * @throws AppError `invalid_sentence` with all problems; the path of each is `["text", at]`, its place in the text
 */
export async function readSentence(
  text: string,
  catalog: Catalog,
  clock: Clock,
  referred: (where: unknown) => Promise<Referred>,
): Promise<ReadDefinition> {
  const { where, timeZone, problems, placeOf } = parseSentence(text);
  if (where === undefined) throw problemsError("invalid_sentence", "The sentence", problems);
  const workspaceZone = clock.timeZone();
  const circumstances = { catalog, now: clock.now(), timeZone: timeZone ?? workspaceZone, workspaceZone };
  const checked = check(where, { ...circumstances, ...(await referred(where)) });
  if (checked.condition === undefined) {
    const placed = checked.problems.map((problem) => ({ ...problem, path: placeOf(problem.path ?? []) }));
    throw problemsError("invalid_sentence", "The sentence", placed);
  }
  return { where, ...(timeZone !== undefined && { timeZone }) };
}
