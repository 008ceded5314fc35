import type { Catalog } from "../catalog/types.ts";
import { plan } from "../compiler/plan-condition.ts";
import type { Plan } from "../compiler/plan.ts";
import { AppError } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import { check } from "../segment/check.ts";
import { definitionHash } from "../segment/hash.ts";
import { normalize } from "../segment/normalize.ts";
import type { Clock } from "./clock.ts";
import type { Question } from "./data.ts";

/** A question that has been checked, at an instant and in a zone. */
export interface Asked {
  readonly condition: Condition;
  readonly plan: Plan;
  readonly definitionHash: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly timeZone: string;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Checks a question against what there is and plans it.
 *
 * @throws AppError `invalid_definition` with all problems
 */
export function ask(question: Question, catalog: Catalog, clock: Clock): Asked {
  const now = question.now === undefined ? clock.now() : parseNow(question.now);
  const timeZone = question.timeZone ?? clock.timeZone();
  const circumstances = { catalog, now, timeZone };
  const { condition, problems } = check(question.where, circumstances);
  if (condition === undefined) {
    const [first] = problems;
    throw new AppError(
      "invalid_definition",
      problems.length === 1 && first ? first.message : `The definition has ${problems.length} problems.`,
      { path: first?.path, hint: problems.length === 1 ? first?.hint : "Mend what `problems` names.", problems },
    );
  }
  return { condition, plan: plan(normalize(condition), circumstances), definitionHash: definitionHash(condition), now, timeZone };
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
