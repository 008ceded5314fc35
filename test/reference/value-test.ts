import type { ScalarType, ValueType } from "../../src/catalog/types.ts";
import type { Test } from "../../src/segment/ast.ts";
import { dateHolds, datetimeHolds } from "./date-test.ts";
import type { Stored } from "./dataset.ts";
import { parseInstant } from "./instant.ts";
import { parseDay } from "./local-day.ts";
import { numberHolds } from "./number-test.ts";
import { textHolds } from "./text-test.ts";
import type { Clock } from "./window.ts";

/** Each negative operator with the positive one whose complement it is. */
const COMPLEMENTS: Readonly<Record<string, string>> = {
  not_equals: "equals",
  not_contains: "contains",
  not_starts_with: "starts_with",
  not_ends_with: "ends_with",
  none_of: "any_of",
  contains_none_of: "contains_any_of",
  not_matches: "matches",
  not_between: "between",
  not_on: "on",
  not_in: "in",
  is_unknown: "is_known",
};

/** Whether a stored value, or a stored list, satisfies an operator. */
export function passes(test: Test, stored: Stored, type: ScalarType, clock: Clock): boolean {
  const positive = COMPLEMENTS[test.op];
  if (positive !== undefined) return !passes({ ...test, op: positive }, stored, type, clock);

  const items = knownItems(stored);
  if (test.op === "is_known") return items.length > 0;

  let hits = 0;
  for (const item of items) {
    if (holds(test, item, type.of, clock)) hits += 1;
  }
  switch (test.match ?? "any") {
    case "any":
      return hits > 0;
    case "all":
      return items.length > 0 && hits === items.length;
    case "none":
      return hits === 0;
  }
}

/** The known values: of a list its known items, of anything else itself or nothing. */
export function knownItems(stored: Stored): Stored[] {
  const items: readonly Stored[] = Array.isArray(stored) ? stored : [stored];
  return items.filter(isKnown);
}

function isKnown(value: Stored): boolean {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "number" || Number.isFinite(value);
}

/** A positive operator on one known value. */
function holds(test: Test, value: Stored, type: ValueType, clock: Clock): boolean {
  switch (type) {
    case "text":
      return textHolds(test, asText(value));
    case "number":
      return numberHolds(test, asNumber(value));
    case "boolean":
      return booleanHolds(test, value);
    case "date":
      return dateHolds(test, parseDay(asText(value)), clock);
    case "datetime":
      return datetimeHolds(test, parseInstant(asText(value)), clock);
  }
}

function booleanHolds(test: Test, value: Stored): boolean {
  if (test.op === "is_true") return value === true;
  if (test.op === "is_false") return value === false;
  throw new Error(`unknown operator on a boolean: ${test.op}`);
}

function asText(value: Stored): string {
  if (typeof value !== "string") throw new Error(`not text: ${JSON.stringify(value)}`);
  return value;
}

function asNumber(value: Stored): number {
  if (typeof value !== "number") throw new Error(`not a number: ${JSON.stringify(value)}`);
  return value;
}
