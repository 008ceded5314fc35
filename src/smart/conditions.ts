import type { Condition, EventCondition, Window } from "../segment/ast.ts";

/** Conditions of bands that touch and do not overlap, made of few different ones so that all are counted at once. */

export function all(...of: Condition[]): Condition {
  return { kind: "all", of };
}

export function any(...of: Condition[]): Condition {
  return { kind: "any", of };
}

export function not(of: Condition): Condition {
  return { kind: "not", of };
}

export function did(event: string, more: Omit<EventCondition, "kind" | "event"> = {}): Condition {
  return { kind: "event", event, ...more };
}

export function inLastDays(event: string, days: number, more: Omit<EventCondition, "kind" | "event" | "window"> = {}): Condition {
  return did(event, { window: last(days), ...more });
}

/** Whose latest is not as new as the first number of days, and as new as the second. */
export function latestBetween(event: string, newer: number, older: number): Condition {
  return all(inLastDays(event, older), not(inLastDays(event, newer)));
}

export function last(days: number): Window {
  return { last: days, unit: "day" };
}

export function isOneOf(attribute: string, value: readonly string[]): Condition {
  return { kind: "attribute", attribute, op: "any_of", value };
}

export function is(attribute: string, op: "is_true" | "is_false" | "is_known" | "is_unknown"): Condition {
  return { kind: "attribute", attribute, op };
}
