import type { EventCondition, Measure } from "./ast.ts";
import { ends } from "./count-range.ts";
import { measureOf, measureRow } from "./measures.ts";
import { normalCount } from "./normal-count.ts";
import { holdsOfNothing } from "./of-nothing.ts";
import { countOperator } from "./operators.ts";

/** What is asked of the matching events, in its normal form; `negated` says whether the condition is the complement of that. */
export interface NormalMeasure {
  readonly negated: boolean;
  readonly asked: Pick<EventCondition, "measure" | "op" | "value">;
}

/** Brings what a checked condition measures to its normal form; true when that holds for everyone, false when for nobody. */
export function normalMeasure(condition: EventCondition): NormalMeasure | boolean {
  const measure = measureOf(condition);
  return measureRow(measure.fn)?.value === "whole" ? normalWhole(condition, measure) : normalAmount(condition, measure);
}

function normalWhole(condition: EventCondition, measure: Measure): NormalMeasure | boolean {
  const counted = normalCount(condition);
  if (typeof counted === "boolean") return counted;
  const { negated, asked } = counted;
  return { negated, asked: asked.op === "at_least" ? atLeast(Number(asked.value), measure) : { ...named(measure), ...asked } };
}

/** A day with an event is an event, and the other way around. */
function atLeast(count: number, measure: Measure): NormalMeasure["asked"] {
  if (count > 1) return { ...named(measure), op: "at_least", value: count };
  return measure.fn === "days" ? {} : named(measure);
}

function named(measure: Measure): NormalMeasure["asked"] {
  return measure.fn === "count" ? {} : { measure };
}

/** Every customer has a sum: of a comparison and its complement the one stays that 0 does not satisfy. */
function normalAmount(condition: EventCondition, measure: Measure): NormalMeasure {
  const [low, high] = ends(condition);
  const { op = "" } = condition;
  const complement = measure.fn === "sum" && holdsOfNothing(condition) ? countOperator(op)?.complement : undefined;
  if (complement !== undefined) return { negated: true, asked: { measure, op: complement, value: low } };
  if (op === "between" && low !== high) return { negated: false, asked: { measure, op, value: [low, high] } };
  return { negated: false, asked: { measure, op: op === "between" ? "exactly" : op, value: low } };
}
