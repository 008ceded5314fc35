import { Temporal } from "temporal-polyfill";
import { assertNever } from "../errors.ts";
import type { CalendarUnit, DayOrInstant, Unit, Window } from "./ast.ts";
import { dayOf, EARLIEST, FIRST_DAY, instantOf, isDay, LAST_DAY, LATEST, startOfDay } from "./day.ts";

/** What a window is resolved with: epoch milliseconds, and an IANA zone. */
export interface Clock {
  readonly now: number;
  readonly timeZone: string;
}

/** Half-open `[from, to)` in epoch milliseconds; a missing end is open. It holds nothing when `from >= to`. */
export interface Span {
  readonly from?: number;
  readonly to?: number;
}

/** Local days `YYYY-MM-DD`, both included; a missing end is open. It holds nothing when `from > to`. */
export interface Days {
  readonly from?: string;
  readonly to?: string;
}

/** The days of a window that touches none: comparing with both ends is never true. */
export const NO_DAYS: Days = { from: LAST_DAY, to: FIRST_DAY };

/**
 * The instants of a window (`docs/language.md` §5). A window that ends "now" includes `now`: its `to` is `now + 1`. Ends outside of
 * 1900–2299, where no value lies, are left open or pulled in without a change of meaning.
 */
export function resolveWindow(window: Window, clock: Clock): Span {
  return within(spanOf(window, clock));
}

/** The local days that a window touches, as a value without a time sees it; `NO_DAYS` when the window is empty. */
export function resolveDays(window: Window, clock: Clock): Days {
  const { from = FIRST_DAY, to = LAST_DAY } = touchedDays(window, clock);
  if (from > to || from > LAST_DAY || to < FIRST_DAY) return NO_DAYS;
  return { ...(from > FIRST_DAY && { from }), ...(to < LAST_DAY && { to }) };
}

/**
 * The same wherever these days lie. An empty window stands before the day that begins at its `from`: so neither end ever falls as `now`
 * grows, also while it passes a day that a zone skipped.
 */
export function touchedDays(window: Window, clock: Clock): Days {
  const { from, to } = spanOf(window, clock);
  const { timeZone } = clock;
  if (from !== undefined && to !== undefined && from >= to) {
    const day = dayAt(from, timeZone);
    return { from: day.toString(), to: day.subtract({ days: 1 }).toString() };
  }
  // A date counts today too, though "next" begins after now.
  const first = from === undefined ? undefined : "next" in window ? clock.now : from;
  return {
    ...(first !== undefined && { from: dayAt(first, timeZone).toString() }),
    ...(to !== undefined && { to: dayAt(to - 1, timeZone).toString() }),
  };
}

/**
 * The months and days `MM-DD` that have their anniversary in a window, in order. 29 February is among them when the window touches
 * a 29 February, or a 28 February of a year without one.
 */
export function anniversariesIn(window: Window, clock: Clock): readonly string[] {
  const { from = EARLIEST, to = LATEST } = spanOf(window, clock);
  const found = new Set<string>();
  if (from >= to) return [];
  // Not held to the years in which values lie: an anniversary is in any year.
  const last = dayOf(to - 1, clock.timeZone);
  let day = dayOf("next" in window ? clock.now : from, clock.timeZone);
  while (found.size < 366 && Temporal.PlainDate.compare(day, last) <= 0) {
    const monthDay = day.toString().slice(5);
    found.add(monthDay);
    if (monthDay === "02-28" && !day.inLeapYear) found.add("02-29");
    day = day.add({ days: 1 });
  }
  return [...found].sort();
}

/** Whether both ends of a window are said. */
export function isBounded(window: Window): boolean {
  if ("ago" in window) return window.ago.from !== undefined;
  if ("ahead" in window) return window.ahead.to !== undefined;
  if ("from" in window || "to" in window) return window.from !== undefined && window.to !== undefined;
  return true;
}

const MILLISECONDS = { minute: 60_000, hour: 3_600_000 } as const;
type ClockUnit = keyof typeof MILLISECONDS;

function isClockUnit(unit: Unit): unit is ClockUnit {
  return unit === "minute" || unit === "hour";
}

function spanOf(window: Window, { now, timeZone }: Clock): Span {
  const today = dayOf(now, timeZone);
  const start = (day: Temporal.PlainDate) => startOfDay(day, timeZone);
  const end = (day: Temporal.PlainDate) => startOfDay(day.add({ days: 1 }), timeZone);

  if ("last" in window) return { from: back(window.last, window.unit), to: now + 1 };
  if ("next" in window) return { from: now + 1, to: backEnd(-window.next, window.unit) };
  if ("this" in window) return period(window.this, 0);
  if ("previous" in window) return period(window.previous, -1);
  if ("following" in window) return period(window.following, 1);
  if ("ago" in window) {
    const { from, to, unit } = window.ago;
    return { ...(from !== undefined && { from: back(from, unit) }), to: backEnd(to, unit) };
  }
  if ("ahead" in window) {
    const { from, to, unit } = window.ahead;
    return { from: back(-from, unit), ...(to !== undefined && { to: backEnd(-to, unit) }) };
  }
  const { from, to } = window;
  return {
    ...(from !== undefined && { from: edge(from, start) }),
    ...(to !== undefined && { to: edge(to, end) }),
  };

  function back(count: number, unit: Unit): number {
    return isClockUnit(unit) ? now - count * MILLISECONDS[unit] : start(shift(today, -count, unit));
  }
  function backEnd(count: number, unit: Unit): number {
    return isClockUnit(unit) ? now - count * MILLISECONDS[unit] + 1 : end(shift(today, -count, unit));
  }
  function period(unit: CalendarUnit, steps: number): Span {
    const first = firstDayOf(today, unit);
    return { from: start(shift(first, steps, unit)), to: start(shift(first, steps + 1, unit)) };
  }
}

function edge(at: DayOrInstant, ofDay: (day: Temporal.PlainDate) => number): number {
  return isDay(at) ? ofDay(Temporal.PlainDate.from(at)) : instantOf(at);
}

/** A thousand years reach from any day beyond all values; more steps would only leave the calendar. */
const MOST: Readonly<Record<CalendarUnit, number>> = { day: 365_250, week: 52_200, month: 12_000, quarter: 4_000, year: 1_000 };

function shift(day: Temporal.PlainDate, count: number, unit: Exclude<Unit, ClockUnit>): Temporal.PlainDate {
  const steps = Math.sign(count) * Math.min(Math.abs(count), MOST[unit]);
  switch (unit) {
    case "day":
      return day.add({ days: steps });
    case "week":
      return day.add({ weeks: steps });
    case "month":
      return day.add({ months: steps });
    case "quarter":
      return day.add({ months: steps * 3 });
    case "year":
      return day.add({ years: steps });
    default:
      return assertNever(unit);
  }
}

function firstDayOf(day: Temporal.PlainDate, unit: CalendarUnit): Temporal.PlainDate {
  switch (unit) {
    case "day":
      return day;
    case "week":
      return day.subtract({ days: day.dayOfWeek - 1 });
    case "month":
      return day.with({ day: 1 });
    case "quarter":
      return day.with({ day: 1, month: day.month - ((day.month - 1) % 3) });
    case "year":
      return day.with({ day: 1, month: 1 });
    default:
      return assertNever(unit);
  }
}

function within({ from, to }: Span): Span {
  return {
    ...(from !== undefined && from > EARLIEST && { from: Math.min(from, LATEST) }),
    ...(to !== undefined && to < LATEST && { to: Math.max(to, EARLIEST) }),
  };
}

function dayAt(instant: number, timeZone: string): Temporal.PlainDate {
  const aDay = 86_400_000;
  return dayOf(Math.min(Math.max(instant, EARLIEST - aDay), LATEST + aDay), timeZone);
}
