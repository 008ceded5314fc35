import type { ScalarType, ValueType } from "../catalog/types.ts";
import type { Test } from "./ast.ts";

/**
 * What an operator is compared with. `one`, `many` and `pair` are texts or numbers, as the type says; a
 * `day_or_instant` is a day alone where the type is date; `window` is in the field of that name.
 */
export type ValueShape = "none" | "one" | "many" | "pair" | "day" | "day_or_instant" | "window";

/** One operator on one value. Parser, checker, sentence, builder and `docs/operators.md` are derived from it. */
export interface OperatorRow {
  readonly op: string;
  readonly types: readonly ValueType[];
  readonly value: ValueShape;
  /** What the builder's menu says. */
  readonly label: string;
  /** What follows the name of the value in a sentence; `{}` is the value. */
  readonly sentence: string;
  /** One line of help. */
  readonly help: string;
  /** The positive operator that this one is the exact complement of. */
  readonly negates?: string;
  /** How many values at most, for `many`. */
  readonly most?: number;
  /** Takes `caseSensitive`. */
  readonly folds?: boolean;
  /** The value is an RE2 pattern. */
  readonly pattern?: boolean;
  /** The window must have both ends. */
  readonly bounded?: boolean;
  /** Only for the event's own time, `$time`: the numbers are weekdays or hours in the zone, from the first to the last. */
  readonly clock?: readonly [first: number, last: number];
}

/** One operator on a measure of events. */
export interface CountOperatorRow {
  readonly op: string;
  readonly value: "one" | "pair";
  readonly label: string;
  /** `{}` is the number with its noun: `2 times`; for a pair `2 and 5 times`. */
  readonly sentence: string;
  /** The label where an amount is compared, such as a sum, when it is another. */
  readonly amountLabel?: string;
  /** The operator that holds for exactly all other numbers. */
  readonly complement?: string;
  readonly help: string;
}

const TEXT = ["text"] as const;
const NUMBER = ["number"] as const;
const BOOLEAN = ["boolean"] as const;
const DATES = ["date", "datetime"] as const;
const DATETIME = ["datetime"] as const;
const TEXT_OR_NUMBER = ["text", "number"] as const;
const EVERY = ["text", "number", "boolean", "date", "datetime"] as const;

/** The table of `docs/language.md` §3, in the order in which the builder offers them. */
export const operators = [
  { op: "equals", types: TEXT_OR_NUMBER, value: "one", folds: true, label: "is", sentence: "is {}", help: "The value is exactly this." },
  { op: "not_equals", negates: "equals", types: TEXT_OR_NUMBER, value: "one", folds: true, label: "is not", sentence: "is not {} or is unknown", help: "The value is another one, or unknown." },
  { op: "any_of", types: TEXT_OR_NUMBER, value: "many", most: 100_000, folds: true, label: "is any of", sentence: "is any of {}", help: "The value is one of these." },
  { op: "none_of", negates: "any_of", types: TEXT_OR_NUMBER, value: "many", most: 100_000, folds: true, label: "is none of", sentence: "is none of {} or is unknown", help: "The value is not one of these, or unknown." },
  { op: "contains", types: TEXT, value: "one", folds: true, label: "contains", sentence: "contains {}", help: "The text has this in it." },
  { op: "not_contains", negates: "contains", types: TEXT, value: "one", folds: true, label: "does not contain", sentence: "does not contain {} or is unknown", help: "The text does not have this in it, or is unknown." },
  { op: "contains_any_of", types: TEXT, value: "many", most: 1_000, folds: true, label: "contains any of", sentence: "contains any of {}", help: "The text has at least one of these in it." },
  { op: "contains_none_of", negates: "contains_any_of", types: TEXT, value: "many", most: 1_000, folds: true, label: "contains none of", sentence: "contains none of {} or is unknown", help: "The text has none of these in it, or is unknown." },
  { op: "starts_with", types: TEXT, value: "one", folds: true, label: "starts with", sentence: "starts with {}", help: "The text begins with this." },
  { op: "not_starts_with", negates: "starts_with", types: TEXT, value: "one", folds: true, label: "does not start with", sentence: "does not start with {} or is unknown", help: "The text begins otherwise, or is unknown." },
  { op: "ends_with", types: TEXT, value: "one", folds: true, label: "ends with", sentence: "ends with {}", help: "The text ends with this." },
  { op: "not_ends_with", negates: "ends_with", types: TEXT, value: "one", folds: true, label: "does not end with", sentence: "does not end with {} or is unknown", help: "The text ends otherwise, or is unknown." },
  { op: "matches", types: TEXT, value: "one", folds: true, pattern: true, label: "matches pattern", sentence: "matches the pattern {}", help: "A part of the text matches this RE2 pattern; `^` and `$` tie it to the ends." },
  { op: "not_matches", negates: "matches", types: TEXT, value: "one", folds: true, pattern: true, label: "does not match pattern", sentence: "does not match the pattern {} or is unknown", help: "No part of the text matches this RE2 pattern, or it is unknown." },
  { op: "greater_than", types: NUMBER, value: "one", label: "is more than", sentence: "is more than {}", help: "The number is above this one." },
  { op: "at_least", types: NUMBER, value: "one", label: "is at least", sentence: "is at least {}", help: "The number is this one or above." },
  { op: "less_than", types: NUMBER, value: "one", label: "is less than", sentence: "is less than {}", help: "The number is below this one." },
  { op: "at_most", types: NUMBER, value: "one", label: "is at most", sentence: "is at most {}", help: "The number is this one or below." },
  { op: "between", types: NUMBER, value: "pair", label: "is between", sentence: "is between {}", help: "The number lies between these two, both included." },
  { op: "not_between", negates: "between", types: NUMBER, value: "pair", label: "is not between", sentence: "is not between {} or is unknown", help: "The number lies outside of these two, or is unknown." },
  { op: "is_true", types: BOOLEAN, value: "none", label: "is yes", sentence: "is yes", help: "The value is yes." },
  { op: "is_false", types: BOOLEAN, value: "none", label: "is no", sentence: "is no", help: "The value is no; unknown is neither." },
  { op: "in", types: DATES, value: "window", label: "is within", sentence: "is {}", help: "The date lies in this span of time." },
  { op: "not_in", negates: "in", types: DATES, value: "window", label: "is not within", sentence: "is not {} or is unknown", help: "The date lies outside of this span of time, or is unknown." },
  { op: "on", types: DATES, value: "day", label: "is on", sentence: "falls on {}", help: "The date is this day." },
  { op: "not_on", negates: "on", types: DATES, value: "day", label: "is not on", sentence: "does not fall on {} or is unknown", help: "The date is another day, or unknown." },
  { op: "before", types: DATES, value: "day_or_instant", label: "is before", sentence: "is before {}", help: "The date is earlier; the day itself is not in." },
  { op: "after", types: DATES, value: "day_or_instant", label: "is after", sentence: "is after {}", help: "The date is later; the day itself is not in." },
  { op: "on_or_before", types: DATES, value: "day_or_instant", label: "is on or before", sentence: "is on or before {}", help: "The date is this day or earlier." },
  { op: "on_or_after", types: DATES, value: "day_or_instant", label: "is on or after", sentence: "is on or after {}", help: "The date is this day or later." },
  { op: "anniversary_in", types: DATES, value: "window", bounded: true, label: "has its anniversary within", sentence: "has its anniversary {}", help: "Month and day fall in this span of time, whatever the year; 29 February counts as the 28th in other years." },
  { op: "weekday_in", types: DATETIME, value: "many", most: 7, clock: [1, 7], label: "is on weekday", sentence: "is on a {}", help: "The local weekday is one of these; Monday is 1." },
  { op: "hour_in", types: DATETIME, value: "many", most: 24, clock: [0, 23], label: "is in the hour", sentence: "is in the hour {}", help: "The local hour is one of these, from 0 to 23." },
  { op: "is_known", types: EVERY, value: "none", label: "is known", sentence: "is known", help: "There is a value." },
  { op: "is_unknown", negates: "is_known", types: EVERY, value: "none", label: "is unknown", sentence: "is unknown", help: "There is no value." },
] as const satisfies readonly OperatorRow[];

/** What a measure of events is compared by: how many, how much. */
export const countOperators = [
  { op: "at_least", value: "one", complement: "fewer_than", label: "at least", sentence: "at least {}", help: "This or more." },
  { op: "at_most", value: "one", complement: "more_than", label: "at most", sentence: "at most {}", help: "This or less; who never did has 0." },
  { op: "exactly", value: "one", label: "exactly", sentence: "exactly {}", help: "Just this. Exactly 0 is also those who never did." },
  { op: "more_than", value: "one", complement: "at_most", label: "more than", sentence: "more than {}", help: "Above this." },
  { op: "fewer_than", value: "one", complement: "at_least", label: "fewer than", amountLabel: "less than", sentence: "fewer than {}", help: "Below this; who never did has 0." },
  { op: "between", value: "pair", label: "between", sentence: "between {}", help: "Between these two, both included." },
] as const satisfies readonly CountOperatorRow[];

const byName: ReadonlyMap<string, OperatorRow> = new Map(operators.map((row): [string, OperatorRow] => [row.op, row]));
const byPositive: ReadonlyMap<string, OperatorRow> = new Map(
  operators.flatMap((row: OperatorRow): [string, OperatorRow][] => (row.negates === undefined ? [] : [[row.negates, row]])),
);
const countByName: ReadonlyMap<string, CountOperatorRow> = new Map(
  countOperators.map((row): [string, CountOperatorRow] => [row.op, row]),
);

/** The row of an operator; undefined when there is none of that name. */
export function operator(op: string): OperatorRow | undefined {
  return byName.get(op);
}

/** The row of an operator on counts; undefined when there is none of that name. */
export function countOperator(op: string): CountOperatorRow | undefined {
  return countByName.get(op);
}

/** The exact complement of an operator, in either direction: of `contains` `not_contains`, and back. */
export function complementOf(op: string): OperatorRow | undefined {
  const negates = byName.get(op)?.negates;
  return negates === undefined ? byPositive.get(op) : byName.get(negates);
}

/** The operators that fit a type, in the order to offer them. A list takes those of its items, an event's own time more than others. */
export function operatorsFor(type: ScalarType, isOwnTime = false): OperatorRow[] {
  return operators.filter((row: OperatorRow) => row.types.includes(type.of) && (row.clock === undefined || isOwnTime));
}

/** Whether `match` may be given: on lists, with positive operators that look at the items. */
export function takesMatch(row: OperatorRow, type: ScalarType): boolean {
  return type.kind === "list" && row.negates === undefined && row.op !== "is_known";
}

/** The test that the builder starts with when a value of this type is chosen: valid without further typing when `value` is none. */
export function blankTest(type: ScalarType): Test {
  switch (type.of) {
    case "text":
    case "number":
      return { op: "is_known" };
    case "boolean":
      return { op: "is_true" };
    case "date":
    case "datetime":
      return { op: "in", window: { last: 30, unit: "day" } };
  }
}
