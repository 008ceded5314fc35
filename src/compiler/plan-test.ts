import type { ScalarType, ValueType } from "../catalog/types.ts";
import { assertNever } from "../errors.ts";
import type { Test } from "../segment/ast.ts";
import type { Clock } from "../segment/window.ts";
import { number, numbers, pair, text, texts, unplanned } from "./checked-value.ts";
import { NEVER } from "./filter.ts";
import { dateTest, timeTest } from "./plan-time.ts";
import type { Filter, Place, ValueTest } from "./plan.ts";

/** A test in its normal form, which is a positive operator: a value that is unknown does not pass. */
export function testFilter(test: Test, type: ScalarType, place: Place, clock: Clock): Filter {
  const value = valueTest(test, type.of, clock);
  if (value === undefined) return NEVER;
  if (place.kind === "value") return { kind: "value", column: place.column, test: value };
  return { kind: "items", match: test.match === "all" ? "every" : "some", items: place, test: value };
}

/** The test of one value; undefined when no value passes. */
function valueTest(test: Test, type: ValueType, clock: Clock): ValueTest | undefined {
  if (test.op === "is_known") return { kind: "known" };
  switch (type) {
    case "text":
      return textTest(test);
    case "number":
      return numberTest(test);
    case "boolean":
      return booleanTest(test);
    case "date":
      return dateTest(test, clock);
    case "datetime":
      return timeTest(test, clock);
    default:
      return assertNever(type);
  }
}

function textTest({ op, value, caseSensitive }: Test): ValueTest {
  const fold = caseSensitive !== true;
  switch (op) {
    case "equals":
      return { kind: "text_in", values: [text(value)], fold };
    case "any_of":
      return { kind: "text_in", values: inOrder(texts(value)), fold };
    case "contains":
      return { kind: "text_contains", values: [text(value)], fold };
    case "contains_any_of":
      return { kind: "text_contains", values: inOrder(texts(value)), fold };
    case "starts_with":
      return { kind: "text_starts", value: text(value), fold };
    case "ends_with":
      return { kind: "text_ends", value: text(value), fold };
    case "matches":
      return { kind: "text_matches", pattern: (fold ? "(?i-s)" : "(?-s)") + text(value) };
    default:
      throw unplanned(op, "text");
  }
}

function numberTest({ op, value }: Test): ValueTest {
  switch (op) {
    case "equals":
      return { kind: "number_in", values: [number(value)] };
    case "any_of":
      return { kind: "number_in", values: [...new Set(numbers(value))].sort((a, b) => a - b) };
    case "less_than":
      return { kind: "number_between", high: { value: number(value), included: false } };
    case "at_most":
      return { kind: "number_between", high: { value: number(value), included: true } };
    case "greater_than":
      return { kind: "number_between", low: { value: number(value), included: false } };
    case "at_least":
      return { kind: "number_between", low: { value: number(value), included: true } };
    case "between": {
      const [low, high] = pair(value);
      return { kind: "number_between", low: { value: low, included: true }, high: { value: high, included: true } };
    }
    default:
      throw unplanned(op, "number");
  }
}

function booleanTest({ op }: Test): ValueTest {
  switch (op) {
    case "is_true":
      return { kind: "boolean_is", value: true };
    case "is_false":
      return { kind: "boolean_is", value: false };
    default:
      throw unplanned(op, "boolean");
  }
}

function inOrder(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
