import type { EventCondition, Measure } from "./ast.ts";
import { countRange, ends } from "./count-range.ts";
import { measureOf, measureRow } from "./measures.ts";

/** What is asked of the matching events, in its normal form; `negated` says whether the condition is the complement of that. */
export interface NormalMeasure {
  readonly negated: boolean;
  readonly asked: Pick<EventCondition, "measure" | "op" | "value">;
}

/** Brings what a checked condition measures to its normal form; true when that holds for everyone, false when for nobody. */
export function normalMeasure(condition: EventCondition): NormalMeasure | boolean {
  const measure = measureOf(condition);
  return measureRow(measure.fn)?.value === "whole" ? normalCount(condition, measure) : normalAmount(condition, measure);
}

/** Counts that include 0 are the complement of those that do not. */
function normalCount(condition: EventCondition, measure: Measure): NormalMeasure | boolean {
  const { low, high } = countRange(condition);
  if (high === undefined && low <= 0) return true;
  if (high !== undefined && high < low) return false;
  if (low <= 0) return { negated: true, asked: atLeast((high ?? 0) + 1, measure) };
  if (high === undefined) return { negated: false, asked: atLeast(low, measure) };
  const range = low === high ? { op: "exactly", value: low } : { op: "between", value: [low, high] };
  return { negated: false, asked: { ...named(measure), ...range } };
}

/** A day with an event is an event, and the other way around. */
function atLeast(count: number, measure: Measure): NormalMeasure["asked"] {
  if (count > 1) return { ...named(measure), op: "at_least", value: count };
  return measure.fn === "days" ? {} : named(measure);
}

function named(measure: Measure): NormalMeasure["asked"] {
  return measure.fn === "count" ? {} : { measure };
}

/** Each sum is above a number, or at most it: of such twins the one that 0 does not satisfy stays. */
function normalAmount(condition: EventCondition, measure: Measure): NormalMeasure {
  const [low, high] = ends(condition);
  const op = condition.op ?? "";
  const twin = measure.fn === "sum" ? TWINS.get(op) : undefined;
  if (twin?.staysWith(low) === false) return { negated: true, asked: { measure, op: twin.op, value: low } };
  if (op === "exactly" || (op === "between" && low === high)) return { negated: false, asked: { measure, op: "exactly", value: low } };
  return { negated: false, asked: { measure, op, value: op === "between" ? [low, high] : low } };
}

interface Twin {
  readonly op: string;
  readonly staysWith: (value: number) => boolean;
}

const TWINS: ReadonlyMap<string, Twin> = new Map([
  ["at_least", { op: "fewer_than", staysWith: (value: number) => value > 0 }],
  ["fewer_than", { op: "at_least", staysWith: (value: number) => value <= 0 }],
  ["more_than", { op: "at_most", staysWith: (value: number) => value >= 0 }],
  ["at_most", { op: "more_than", staysWith: (value: number) => value < 0 }],
]);
