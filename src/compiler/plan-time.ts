import { Temporal } from "temporal-polyfill";
import { invariant } from "../errors.ts";
import type { Test, Window } from "../segment/ast.ts";
import { EARLIEST, FIRST_DAY, instantOf, isDay, LAST_DAY, LATEST, startOfDay } from "../segment/day.ts";
import { anniversariesIn, resolveDays, resolveWindow, type Clock, type Days, type Span } from "../segment/window.ts";
import { text, unplanned } from "./checked-value.ts";
import { anniversarySpans } from "./anniversary-spans.ts";
import type { ValueTest } from "./plan.ts";

/** The positive test of a date; undefined when no date passes. */
export function dateTest(test: Test, clock: Clock): ValueTest | undefined {
  switch (test.op) {
    case "on":
      return dateBetween({ from: text(test.value), to: text(test.value) });
    case "before":
      return dateBetween({ to: shift(text(test.value), -1).toString() });
    case "after":
      return dateBetween({ from: shift(text(test.value), 1).toString() });
    case "on_or_before":
      return dateBetween({ to: text(test.value) });
    case "on_or_after":
      return dateBetween({ from: text(test.value) });
    case "in":
      return dateBetween(resolveDays(windowOf(test), clock));
    case "anniversary_in":
      return anniversary(test, clock, (days) => ({ kind: "date_anniversary", days }));
    default:
      throw unplanned(test.op, "date");
  }
}

/** The positive test of an instant; undefined when none passes. A day is a local day. */
export function timeTest(test: Test, clock: Clock): ValueTest | undefined {
  switch (test.op) {
    case "on":
      return timeBetween({ from: startOf(text(test.value), clock), to: endOf(text(test.value), clock) });
    case "before":
      return timeBetween({ to: startOf(text(test.value), clock) });
    case "after":
      return timeBetween({ from: endOf(text(test.value), clock) });
    case "on_or_before":
      return timeBetween({ to: endOf(text(test.value), clock) });
    case "on_or_after":
      return timeBetween({ from: startOf(text(test.value), clock) });
    case "in":
      return timeBetween(resolveWindow(windowOf(test), clock));
    case "anniversary_in":
      return anniversary(test, clock, (days) => ({ kind: "time_in_spans", spans: anniversarySpans(days, clock.timeZone) }));
    default:
      throw unplanned(test.op, "datetime");
  }
}

/** Ends beyond all dates are dropped. */
function dateBetween({ from = FIRST_DAY, to = LAST_DAY }: Days): ValueTest | undefined {
  if (from > to || from > LAST_DAY || to < FIRST_DAY) return undefined;
  if (from <= FIRST_DAY && to >= LAST_DAY) return { kind: "known" };
  return { kind: "date_between", ...(from > FIRST_DAY && { from }), ...(to < LAST_DAY && { to }) };
}

/** Ends beyond all datetimes are dropped. */
function timeBetween({ from = EARLIEST, to = LATEST }: Span): ValueTest | undefined {
  if (from >= to || from >= LATEST || to <= EARLIEST) return undefined;
  if (from <= EARLIEST && to >= LATEST) return { kind: "known" };
  return { kind: "time_between", ...(from > EARLIEST && { from }), ...(to < LATEST && { to }) };
}

function anniversary(test: Test, clock: Clock, ofDays: (days: readonly string[]) => ValueTest): ValueTest | undefined {
  const days = anniversariesIn(windowOf(test), clock);
  if (days.length === 0) return undefined;
  return days.length === DAYS_OF_LEAP_YEAR ? { kind: "known" } : ofDays(days);
}

const DAYS_OF_LEAP_YEAR = 366;

/** The first instant of a day, or the instant itself. */
function startOf(at: string, { timeZone }: Clock): number {
  return isDay(at) ? startOfDay(Temporal.PlainDate.from(at), timeZone) : instantOf(at);
}

/** The first instant after a day, or after the instant. */
function endOf(at: string, { timeZone }: Clock): number {
  return isDay(at) ? startOfDay(shift(at, 1), timeZone) : instantOf(at) + 1;
}

function shift(day: string, days: number): Temporal.PlainDate {
  return Temporal.PlainDate.from(day).add({ days });
}

function windowOf({ window }: Test): Window {
  invariant(window !== undefined, "a checked test has its window");
  return window;
}
