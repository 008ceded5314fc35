import { assertNever } from "../errors.ts";
import type { CountMeasure, EventCondition } from "./ast.ts";
import { countRange, ends } from "./count-range.ts";
import { measureOf, measureRow } from "./measures.ts";
import { holdsOfNothing } from "./of-nothing.ts";
import { countOperator } from "./operators.ts";
import { named } from "./phrase.ts";

/** What is said of events that are measured: the verb before their names, and what follows these. */
export type Measured = readonly [verb: string, what: string];

/**
 * How much a customer did: `did … at least twice`, `did … with a sum of total of more than 100`. `denied` turns it into its exact
 * complement. It says "or never" where customers without a matching event are in.
 */
export function describeMeasure(condition: EventCondition, denied: boolean): Measured {
  const measure = measureOf(condition);
  switch (measure.fn) {
    case "count":
    case "days":
    case "distinct":
      return counted(condition, measure, denied);
    case "sum":
      return summed(condition, measure.property, denied);
    case "avg":
    case "min":
    case "max":
      return [denied ? "did not do" : "did", amountText(condition, measure)];
    default:
      return assertNever(measure);
  }
}

function counted(condition: EventCondition, measure: CountMeasure, denied: boolean): Measured {
  const { low, high } = countRange(condition);
  const isOpen = high === undefined;
  if (denied && isOpen && low > 0) return atMost(low - 1, measure);
  if (denied && low <= 0 && high !== undefined) return counted({ ...condition, op: "at_least", value: high + 1 }, measure, false);
  if (denied) return ["did not do", countText(condition, measure)];
  if (isOpen && low === 1 && measure.fn !== "distinct") return ["did", ""];
  if (high === 0 && low === 0) return atMost(0, measure);
  return ["did", `${countText(condition, measure)}${orNever(condition)}`];
}

function atMost(high: number, measure: CountMeasure): Measured {
  if (high > 0) return ["did", `${numbered(`at most ${countNoun(high, measure)}`, measure)} (or never)`];
  return measure.fn === "distinct" ? ["did", ` with no value of ${named(measure.property)} (or never)`] : ["did not do", ""];
}

function countText({ op, value }: EventCondition, measure: CountMeasure): string {
  const numbers = typeof value === "number" ? [value] : (value ?? [1]);
  const [low = 1, high] = numbers;
  const count = high === undefined ? countNoun(low, measure) : `${low} and ${countNoun(high, measure)}`;
  return numbered(sentenceOf(op).replace("{}", count), measure);
}

function numbered(count: string, measure: CountMeasure): string {
  switch (measure.fn) {
    case "count":
      return ` ${count}`;
    case "days":
      return ` on ${count}`;
    case "distinct":
      return ` with ${count} of ${named(measure.property)}`;
    default:
      return assertNever(measure);
  }
}

function countNoun(count: number, { fn }: CountMeasure): string {
  if (fn === "days") return `${count} ${count === 1 ? "day" : "days"}`;
  if (fn === "distinct") return `${count} ${count === 1 ? "value" : "different values"}`;
  if (count === 1) return "once";
  return count === 2 ? "twice" : `${count} times`;
}

/** Every customer has a sum: the complement of one range is the rest of all numbers. */
function summed(condition: EventCondition, property: string, denied: boolean): Measured {
  const complement = denied ? countOperator(condition.op ?? "")?.complement : undefined;
  if (complement !== undefined) return summed({ ...condition, op: complement }, property, false);
  const isIn = holdsOfNothing(condition) !== denied;
  const text = `${denied ? "not " : ""}${amountRange(condition)}`;
  return ["did", ` with a sum of ${named(property)} of ${text}${isIn ? " (or never)" : ""}`];
}

function amountText(condition: EventCondition, { fn, property }: { readonly fn: "avg" | "min" | "max"; readonly property: string }): string {
  const article = fn === "avg" ? "an" : "a";
  return ` with ${article} ${measureRow(fn)?.noun ?? fn} of ${named(property)} of ${amountRange(condition)}`;
}

function amountRange(condition: EventCondition): string {
  const [low, high] = ends(condition);
  const row = countOperator(condition.op ?? "");
  const words = row?.amountLabel === undefined ? sentenceOf(condition.op) : `${row.amountLabel} {}`;
  return words.replace("{}", row?.value === "pair" ? `${low} and ${high}` : String(low));
}

function sentenceOf(op = "at_least"): string {
  return countOperator(op)?.sentence ?? "";
}

function orNever(condition: EventCondition): string {
  return holdsOfNothing(condition) ? " (or never)" : "";
}
