import type { CalendarUnit, Unit, Window } from "./ast.ts";
import { isDay } from "./day.ts";
import { amount, dayOrInstant } from "./phrase.ts";
import { PERIODS } from "./sentence-words.ts";

/** A window as it follows a verb: `in the last 30 days`, `today`, `from 1 May 2025 to 31 May 2025`. */
export function describeWindow(window: Window): string {
  if ("last" in window) return `in the last ${amountOrOne(window.last, window.unit)}`;
  if ("next" in window) return `in the next ${amountOrOne(window.next, window.unit)}`;
  if ("this" in window) return period(window.this, "this");
  if ("previous" in window) return period(window.previous, "previous");
  if ("following" in window) return period(window.following, "following");
  if ("ago" in window) {
    const { from, to, unit } = window.ago;
    if (from === undefined) return `${amount(to, unit)} ago or earlier`;
    return from === to ? `exactly ${amount(to, unit)} ago` : `between ${from} and ${amount(to, unit)} ago`;
  }
  if ("ahead" in window) {
    const { from, to, unit } = window.ahead;
    if (to === undefined) return `in ${amount(from, unit)} or later`;
    return from === to ? `in exactly ${amount(from, unit)}` : `in ${from} to ${amount(to, unit)}`;
  }
  return between(window.from, window.to);
}

/** `in the last year`, `in the last 2 years`. */
function amountOrOne(count: number, unit: Unit): string {
  return count === 1 ? unit : amount(count, unit);
}

function period(unit: CalendarUnit, which: keyof typeof PERIODS): string {
  const { day, before } = PERIODS[which];
  return unit === "day" ? day : `${before} ${unit}`;
}

function between(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return to === undefined ? "at any time" : onlyTo(to);
  if (to === undefined) return `${isDay(from) ? "on" : "at"} ${dayOrInstant(from)} or later`;
  if (from === to && isDay(from)) return `on ${dayOrInstant(from)}`;
  return `from ${dayOrInstant(from)} ${isDay(to) ? "to" : "until before"} ${dayOrInstant(to)}`;
}

function onlyTo(to: string): string {
  return isDay(to) ? `on ${dayOrInstant(to)} or earlier` : `at any time before ${dayOrInstant(to)}`;
}
