import type { Test } from "../../src/segment/ast.ts";
import { parseInstant } from "./instant.ts";
import { type Day, fields, isDayText, isLeapYear, localDay, parseDay, startOfDay } from "./local-day.ts";
import { oneText, oneWindow } from "./operand.ts";
import { type Clock, interval, touchedDays } from "./window.ts";

/** A positive operator on a known date. */
export function dateHolds(test: Test, value: Day, clock: Clock): boolean {
  switch (test.op) {
    case "on":
      return value === parseDay(oneText(test));
    case "before":
      return value < parseDay(oneText(test));
    case "after":
      return value > parseDay(oneText(test));
    case "on_or_before":
      return value <= parseDay(oneText(test));
    case "on_or_after":
      return value >= parseDay(oneText(test));
    case "in": {
      const days = touchedDays(oneWindow(test), clock);
      return days !== undefined && days.first <= value && value <= days.last;
    }
    case "anniversary_in":
      return hasAnniversary(test, value, clock);
    default:
      throw new Error(`unknown operator on a date: ${test.op}`);
  }
}

/** A positive operator on a known datetime, in epoch milliseconds. */
export function datetimeHolds(test: Test, value: number, clock: Clock): boolean {
  switch (test.op) {
    case "on": {
      const day = spanOfDay(oneText(test), clock);
      return day.from <= value && value < day.to;
    }
    case "before":
      return value < span(oneText(test), clock).from;
    case "after":
      return value >= span(oneText(test), clock).to;
    case "on_or_before":
      return value < span(oneText(test), clock).to;
    case "on_or_after":
      return value >= span(oneText(test), clock).from;
    case "in": {
      const { from, to } = interval(oneWindow(test), clock);
      return from <= value && value < to;
    }
    case "anniversary_in":
      return hasAnniversary(test, localDay(value, clock.timeZone), clock);
    default:
      throw new Error(`unknown operator on a datetime: ${test.op}`);
  }
}

/** A day as `[start, start of the next)`, an instant as the one millisecond that it is. */
function span(text: string, clock: Clock): { from: number; to: number } {
  if (isDayText(text)) return spanOfDay(text, clock);
  const instant = parseInstant(text);
  return { from: instant, to: instant + 1 };
}

function spanOfDay(text: string, { timeZone }: Clock): { from: number; to: number } {
  const day = parseDay(text);
  return { from: startOfDay(day, timeZone), to: startOfDay(day + 1, timeZone) };
}

function hasAnniversary(test: Test, value: Day, clock: Clock): boolean {
  const days = touchedDays(oneWindow(test), clock);
  if (days === undefined) return false;
  if (!Number.isFinite(days.first) || !Number.isFinite(days.last)) throw new Error("an anniversary needs both ends");
  for (let day = days.first; day <= days.last; day += 1) {
    if (isAnniversary(value, day)) return true;
  }
  return false;
}

function isAnniversary(value: Day, day: Day): boolean {
  const born = fields(value);
  const on = fields(day);
  if (born.month === 2 && born.day === 29 && !isLeapYear(on.year)) return on.month === 2 && on.day === 28;
  return born.month === on.month && born.day === on.day;
}
