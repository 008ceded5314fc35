import { assertNever } from "../errors.ts";
import type { AmountMeasure, CountMeasure, EventCondition } from "./ast.ts";
import { countRange, ends } from "./count-range.ts";
import { measureOf, measureRow } from "./measures.ts";
import { holdsOfNothing } from "./of-nothing.ts";
import { countOperator } from "./operators.ts";
import { named } from "./phrase.ts";
import type { Room } from "./room.ts";
import { OR_NEVER } from "./sentence-words.ts";

/** What is said of events that are measured: the verb before their names, and what follows these. */
export type Measured = readonly [verb: string, what: string];

/**
 * How much a customer did: `did … at least twice`, `did … with a sum of total of more than 100`. `denied` turns it into its exact
 * complement. It says "or never" where customers without a matching event are in.
 */
export function describeMeasure(condition: EventCondition, denied: boolean, room: Room): Measured {
  const measure = measureOf(condition);
  switch (measure.fn) {
    case "count":
    case "days":
      return wholeNumber(condition, { fn: measure.fn, of: "" }, denied);
    case "distinct":
      return wholeNumber(condition, { fn: measure.fn, of: named(measure.property, room) }, denied);
    case "sum":
      return summed(condition, named(measure.property, room), denied);
    case "avg":
    case "min":
    case "max":
      return [denied ? "did not do" : "did", amountText(condition, measure.fn, named(measure.property, room))];
    default:
      return assertNever(measure);
  }
}

/** What is counted, of one and of several. */
export const NOUNS = {
  count: { one: "time", many: "times" },
  days: { one: "day", many: "days" },
  distinct: { one: "value", many: "different values" },
} as const;

/** What an amount is called: `a sum`, `an average`. */
export function withArticle(fn: AmountMeasure["fn"]): string {
  const noun = measureRow(fn)?.noun ?? fn;
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

/** How many, and of what. */
interface Whole {
  readonly fn: CountMeasure["fn"];
  /** The property as it is said; empty where there is none. */
  readonly of: string;
}

function wholeNumber(condition: EventCondition, measure: Whole, denied: boolean): Measured {
  const { low, high } = countRange(condition);
  const isOpen = high === undefined;
  if (denied && isOpen && low > 0) return atMost(low - 1, measure);
  if (denied && low <= 0 && high !== undefined) return wholeNumber({ ...condition, op: "at_least", value: high + 1 }, measure, false);
  if (denied) return ["did not do", countText(condition, measure)];
  if (isOpen && low === 1 && measure.fn !== "distinct") return ["did", ""];
  if (high === 0 && low === 0) return atMost(0, measure);
  return ["did", `${countText(condition, measure)}${orNever(condition)}`];
}

function atMost(high: number, measure: Whole): Measured {
  if (high > 0) return ["did", `${numbered(`at most ${countNoun(high, measure)}`, measure)} ${OR_NEVER}`];
  return measure.fn === "distinct" ? ["did", ` with no value of ${measure.of} ${OR_NEVER}`] : ["did not do", ""];
}

function countText({ op, value }: EventCondition, measure: Whole): string {
  const numbers = typeof value === "number" ? [value] : (value ?? [1]);
  const [low = 1, high] = numbers;
  const count = high === undefined ? countNoun(low, measure) : `${low} and ${high} ${NOUNS[measure.fn].many}`;
  return numbered(sentenceOf(op).replace("{}", count), measure);
}

function numbered(count: string, { fn, of }: Whole): string {
  switch (fn) {
    case "count":
      return ` ${count}`;
    case "days":
      return ` on ${count}`;
    case "distinct":
      return ` with ${count} of ${of}`;
    default:
      return assertNever(fn);
  }
}

function countNoun(count: number, { fn }: Whole): string {
  if (fn === "count" && (count === 1 || count === 2)) return count === 1 ? "once" : "twice";
  return `${count} ${count === 1 ? NOUNS[fn].one : NOUNS[fn].many}`;
}

/** Every customer has a sum: the complement of one range is the rest of all numbers. */
function summed(condition: EventCondition, property: string, denied: boolean): Measured {
  const complement = denied ? countOperator(condition.op ?? "")?.complement : undefined;
  if (complement !== undefined) return summed({ ...condition, op: complement }, property, false);
  const isIn = holdsOfNothing(condition) !== denied;
  const text = `${denied ? "not " : ""}${amountRange(condition)}`;
  return ["did", ` with ${withArticle("sum")} of ${property} of ${text}${isIn ? ` ${OR_NEVER}` : ""}`];
}

function amountText(condition: EventCondition, fn: "avg" | "min" | "max", property: string): string {
  return ` with ${withArticle(fn)} of ${property} of ${amountRange(condition)}`;
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
  return holdsOfNothing(condition) ? ` ${OR_NEVER}` : "";
}
