import type { CalendarUnit, DayOrInstant, Unit, Window } from "../../src/segment/ast.ts";
import { HOUR, MINUTE, parseInstant } from "./instant.ts";
import { addDays, addMonths, type Day, dayOf, fields, isDayText, localDay, parseDay, startOfDay, weekday } from "./local-day.ts";

export interface Clock {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** `[from, to)` in epoch milliseconds; an open side is infinite. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The instants of a window. */
export function interval(window: Window, clock: Clock): Interval {
  const { now } = clock;
  if ("last" in window) {
    if (isExact(window.unit)) return closed(now - window.last * exact(window.unit), now);
    return { from: startOf(daysFromToday(-window.last, window.unit, clock), clock), to: now + 1 };
  }
  if ("next" in window) {
    if (isExact(window.unit)) return { from: now + 1, to: now + window.next * exact(window.unit) + 1 };
    return { from: now + 1, to: endOf(daysFromToday(window.next, window.unit, clock), clock) };
  }
  if ("this" in window) return period(window.this, 0, clock);
  if ("previous" in window) return period(window.previous, -1, clock);
  if ("following" in window) return period(window.following, 1, clock);
  if ("ago" in window) {
    const { from, to, unit } = window.ago;
    if (isExact(unit)) return closed(from === undefined ? -Infinity : now - from * exact(unit), now - to * exact(unit));
    return {
      from: from === undefined ? -Infinity : startOf(daysFromToday(-from, unit, clock), clock),
      to: endOf(daysFromToday(-to, unit, clock), clock),
    };
  }
  if ("ahead" in window) {
    const { from, to, unit } = window.ahead;
    if (isExact(unit)) return closed(now + from * exact(unit), to === undefined ? Infinity : now + to * exact(unit));
    return {
      from: startOf(daysFromToday(from, unit, clock), clock),
      to: to === undefined ? Infinity : endOf(daysFromToday(to, unit, clock), clock),
    };
  }
  return {
    from: window.from === undefined ? -Infinity : firstInstant(window.from, clock),
    to: window.to === undefined ? Infinity : isDayText(window.to) ? endOf(parseDay(window.to), clock) : parseInstant(window.to),
  };
}

/** The first and the last local day that a window touches, for values without a time; nothing when it is empty. */
export function touchedDays(window: Window, clock: Clock): { first: Day; last: Day } | undefined {
  const { from, to } = interval(window, clock);
  if (!(from < to)) return undefined;
  const first = from === -Infinity ? -Infinity : localDay(from, clock.timeZone);
  const last = to === Infinity ? Infinity : localDay(to - 1, clock.timeZone);
  return { first: "next" in window ? localDay(clock.now, clock.timeZone) : first, last };
}

/** `[from, to]`, both ends included. */
function closed(from: number, to: number): Interval {
  return { from, to: to + 1 };
}

function isExact(unit: Unit): unit is "minute" | "hour" {
  return unit === "minute" || unit === "hour";
}

function exact(unit: "minute" | "hour"): number {
  return unit === "minute" ? MINUTE : HOUR;
}

function daysFromToday(count: number, unit: CalendarUnit, clock: Clock): Day {
  const today = localDay(clock.now, clock.timeZone);
  switch (unit) {
    case "day":
      return addDays(today, count);
    case "week":
      return addDays(today, count * 7);
    case "month":
      return addMonths(today, count);
    case "quarter":
      return addMonths(today, count * 3);
    case "year":
      return addMonths(today, count * 12);
  }
}

/** The calendar period `shift` periods after the one that holds now. */
function period(unit: CalendarUnit, shift: number, clock: Clock): Interval {
  const first = firstDayOfPeriod(unit, clock);
  switch (unit) {
    case "day":
      return between(addDays(first, shift), addDays(first, shift + 1), clock);
    case "week":
      return between(addDays(first, shift * 7), addDays(first, (shift + 1) * 7), clock);
    case "month":
      return between(addMonths(first, shift), addMonths(first, shift + 1), clock);
    case "quarter":
      return between(addMonths(first, shift * 3), addMonths(first, (shift + 1) * 3), clock);
    case "year":
      return between(addMonths(first, shift * 12), addMonths(first, (shift + 1) * 12), clock);
  }
}

function firstDayOfPeriod(unit: CalendarUnit, clock: Clock): Day {
  const today = localDay(clock.now, clock.timeZone);
  const { year, month } = fields(today);
  switch (unit) {
    case "day":
      return today;
    case "week":
      return today - weekday(today);
    case "month":
      return dayOf(year, month, 1);
    case "quarter":
      return dayOf(year, [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10][month - 1] ?? 1, 1);
    case "year":
      return dayOf(year, 1, 1);
  }
}

/** From the start of the one day to the start of the other. */
function between(first: Day, next: Day, clock: Clock): Interval {
  return { from: startOf(first, clock), to: startOf(next, clock) };
}

function firstInstant(value: DayOrInstant, clock: Clock): number {
  return isDayText(value) ? startOf(parseDay(value), clock) : parseInstant(value);
}

function startOf(day: Day, clock: Clock): number {
  return startOfDay(day, clock.timeZone);
}

function endOf(day: Day, clock: Clock): number {
  return startOfDay(day + 1, clock.timeZone);
}
