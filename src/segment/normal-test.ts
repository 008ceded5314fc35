import type { Test, Unit, Value, Window } from "./ast.ts";
import { instantOf, isDay } from "./day.ts";
import { operator } from "./operators.ts";

/** A test in its normal form: always a positive operator; `negated` says whether it was the complement. */
export interface NormalTest {
  readonly negated: boolean;
  readonly test: Test;
}

const MATCH_WITHIN = { any: undefined, all: "all", none: undefined } as const;

/** Brings a checked test to its normal form. Defaults go, sets are sorted, a set or a span of one is that one. */
export function normalTest({ op, value, window, match, caseSensitive }: Test): NormalTest {
  const row = operator(op);
  const positive = row?.negates ?? op;
  const same = narrowed(positive, value);
  const within = match === undefined ? undefined : MATCH_WITHIN[match];
  return {
    negated: row?.negates !== undefined || match === "none",
    test: {
      op: same.op,
      ...(same.value !== undefined && { value: same.value }),
      ...(window !== undefined && { window: normalWindow(window) }),
      ...(within !== undefined && { match: within }),
      ...(caseSensitive === true && { caseSensitive }),
    },
  };
}

/** The same window, said in the smallest unit that means the same: weeks in days, quarters and years in months, hours in minutes. */
export function normalWindow(window: Window): Window {
  if ("last" in window) {
    const [unit, times] = smaller(window.unit);
    return { last: steps(window.last, times), unit };
  }
  if ("next" in window) {
    const [unit, times] = smaller(window.unit);
    return { next: steps(window.next, times), unit };
  }
  if ("ago" in window) {
    const [unit, times] = smaller(window.ago.unit);
    const { from, to } = window.ago;
    return { ago: { ...(from !== undefined && { from: steps(from, times) }), to: steps(to, times), unit } };
  }
  if ("ahead" in window) {
    const [unit, times] = smaller(window.ahead.unit);
    const { from, to } = window.ahead;
    return { ahead: { from: steps(from, times), ...(to !== undefined && { to: steps(to, times) }), unit } };
  }
  if ("this" in window || "previous" in window || "following" in window) return window;
  const { from, to } = window;
  return { ...(from !== undefined && { from: normalTime(from) }), ...(to !== undefined && { to: normalTime(to) }) };
}

/** Beyond this many steps of the smallest unit every window is the same: it reaches past all values. */
const MOST_STEPS = 1e9;

function smaller(unit: Unit): readonly [Unit, number] {
  switch (unit) {
    case "hour":
      return ["minute", 60];
    case "week":
      return ["day", 7];
    case "quarter":
      return ["month", 3];
    case "year":
      return ["month", 12];
    default:
      return [unit, 1];
  }
}

function steps(count: number, times: number): number {
  return Math.min(count * times, MOST_STEPS);
}

function narrowed(op: string, value: Value | undefined): { readonly op: string; readonly value?: Value } {
  if (value === undefined) return { op };
  if (typeof value === "number") return { op, value: value + 0 };
  if (typeof value === "string") return { op, value: isTimed(op) ? normalTime(value) : value };
  if (op === "between") return between(value.map((end) => Number(end) + 0));
  const items = sorted(value);
  const [only] = items;
  if (items.length > 1 || only === undefined) return { op, value: items };
  if (op === "any_of") return { op: "equals", value: only };
  return op === "contains_any_of" ? { op: "contains", value: only } : { op, value: items };
}

function between(ends: readonly number[]): { readonly op: string; readonly value: Value } {
  const [low, high] = ends;
  return low !== undefined && low === high ? { op: "equals", value: low } : { op: "between", value: ends };
}

function isTimed(op: string): boolean {
  return operator(op)?.value === "day_or_instant";
}

function normalTime(text: string): string {
  return isDay(text) ? text : new Date(instantOf(text)).toISOString();
}

function sorted(values: readonly string[] | readonly number[]): readonly string[] | readonly number[] {
  const texts: string[] = [];
  const numbers: number[] = [];
  for (const value of new Set<string | number>(values)) {
    if (typeof value === "string") texts.push(value);
    else numbers.push(value + 0);
  }
  return texts.length > 0 ? texts.sort() : numbers.sort((a, b) => a - b);
}
