import { Temporal } from "temporal-polyfill";
import { startOfDay } from "../segment/day.ts";

/**
 * When, around all datetimes, the local day is one of these `MM-DD`: half-open spans in epoch milliseconds, in order and apart. The
 * engine's own local days differ from ours where an offset is not of whole minutes (before 1937) or clocks go back over midnight.
 */
export function anniversarySpans(monthDays: readonly string[], timeZone: string): [from: number, to: number][] {
  const days: number[] = [];
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    for (const monthDay of monthDays) {
      if (monthDay !== "02-29" || isLeap(year)) days.push(Date.parse(`${year}-${monthDay}`) / DAY);
    }
  }
  return runs(days).map(([first, last]) => [start(first, timeZone), start(last + 1, timeZone)]);
}

/** A year more at each end: the first and last hours of 1900–2299 in UTC lie in other years elsewhere. */
const FIRST_YEAR = 1899;
const LAST_YEAR = 2300;
const DAY = 86_400_000;

/** First and last of each run of days without a gap. */
function runs(days: readonly number[]): [first: number, last: number][] {
  const found: [number, number][] = [];
  for (const day of days) {
    const run = found.at(-1);
    if (run !== undefined && run[1] === day - 1) run[1] = day;
    else found.push([day, day]);
  }
  return found;
}

function start(day: number, timeZone: string): number {
  return startOfDay(Temporal.PlainDate.from(new Date(day * DAY).toISOString().slice(0, 10)), timeZone);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
