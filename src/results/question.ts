import type { Catalog } from "../catalog/types.ts";
import { plan } from "../compiler/plan-condition.ts";
import type { Plan } from "../compiler/plan.ts";
import { AppError, type Problem, problemsError } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import { check } from "../segment/check.ts";
import type { Circumstances, Referred } from "../segment/checked.ts";
import { describe, describeShort } from "../segment/describe.ts";
import { definitionHash } from "../segment/hash.ts";
import type { Clock } from "./clock.ts";
import type { Question } from "./data.ts";

/** A question that has been checked, at an instant and in a zone. */
export interface Asked {
  readonly condition: Condition;
  readonly plan: Plan;
  /** What it was checked against, and is judged with. */
  readonly circumstances: Circumstances;
  readonly definitionHash: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly timeZone: string;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Checks a question against what there is and plans it.
 *
 * @throws AppError `invalid_definition` with all problems, `invalid_now`
 */
export function ask(question: Question, catalog: Catalog, clock: Clock, referred: Referred): Asked {
  const circumstances = circumstancesOf(question, catalog, clock, referred);
  const { condition, problems } = check(question.where, circumstances);
  if (condition === undefined) throw problemsError("invalid_definition", "The definition", problems);
  return {
    condition,
    plan: plan(condition, circumstances),
    circumstances,
    definitionHash: definitionHash(condition, circumstances),
    now: circumstances.now,
    timeZone: circumstances.timeZone,
  };
}

/** What `check` says of a definition, and the definition in words when it has no problems: the full sentence and the short one. */
export interface Findings {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly sentence: string | null;
  readonly short: string | null;
}

/** Judges a question without asking it. */
export function findingsOf(question: Question, catalog: Catalog, clock: Clock, referred: Referred): Findings {
  const circumstances = circumstancesOf(question, catalog, clock, referred);
  const { condition, problems, warnings } = check(question.where, circumstances);
  if (condition === undefined) return { problems, warnings, sentence: null, short: null };
  const sentence = describe(condition, catalog, { ...referred, timeZone: question.ownTimeZone });
  return { problems, warnings, sentence, short: describeShort(condition, catalog, referred) };
}

function circumstancesOf({ now, timeZone, ownTimeZone }: Question, catalog: Catalog, clock: Clock, referred: Referred): Circumstances {
  const workspaceZone = timeZone ?? clock.timeZone();
  return {
    catalog,
    now: now === undefined ? clock.now() : parseNow(now),
    timeZone: ownTimeZone ?? workspaceZone,
    workspaceZone,
    ...referred,
  };
}

function parseNow(text: string): number {
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) {
    throw new AppError("invalid_now", `"${text}" is not an instant.`, {
      path: ["now"],
      hint: "Write it as RFC 3339 with an offset, such as 2026-11-24T09:30:00Z.",
    });
  }
  return instant;
}
