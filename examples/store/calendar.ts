import { drawIndex, type Random } from "./random.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The days of the example: two years that end with a given one. A day is named by its place, 0 to `length - 1`. */
export interface Calendar {
  readonly length: number;
  /** Midnight UTC of the first day, in epoch milliseconds. */
  readonly start: number;
  /** Nothing happens at or after this instant, in epoch milliseconds. */
  readonly until: number;
  /** Running totals of how busy the days are. */
  readonly busy: Float64Array;
}

export type Device = "desktop" | "mobile" | "tablet";

const LENGTH = 2 * 365 + 1;
/** January to December. */
const MONTHS = [0.85, 0.9, 0.95, 0.95, 1, 1.05, 1, 0.95, 0.95, 1.05, 1.4, 1.45];
/** Sunday to Saturday. */
const WEEKDAYS = [1.2, 0.95, 0.9, 0.9, 0.95, 1, 1.15];
/** Days of sales, as month-day. */
const SALES = new Map([
  ["01-01", 1.4],
  ["06-06", 1.6],
  ["09-09", 1.6],
  ["10-10", 1.5],
  ["11-11", 3],
  ["12-12", 2.4],
]);
/** How busy each hour of a local day is. */
const HOURS: Readonly<Record<Device, Float64Array>> = {
  mobile: totals([5, 3, 2, 1, 1, 2, 4, 7, 9, 8, 8, 9, 11, 10, 8, 8, 9, 10, 12, 14, 17, 18, 15, 9]),
  desktop: totals([2, 1, 1, 1, 1, 1, 2, 5, 9, 13, 14, 13, 11, 13, 14, 13, 12, 10, 8, 8, 9, 9, 6, 3]),
  tablet: totals([3, 2, 1, 1, 1, 1, 3, 5, 6, 6, 6, 6, 7, 7, 6, 6, 7, 8, 11, 15, 18, 18, 13, 7]),
};

/**
 * @param lastDay `YYYY-MM-DD`
 * @param until RFC 3339 with an offset; left out: the end of the last day, UTC
 * @throws RangeError when either is no such thing
 */
export function createCalendar(lastDay: string, until?: string): Calendar {
  const last = Date.parse(`${lastDay}T00:00:00Z`);
  if (Number.isNaN(last) || isoDay(last) !== lastDay) throw new RangeError(`no day: ${lastDay}`);
  const end = until === undefined ? last + DAY : Date.parse(until);
  if (Number.isNaN(end)) throw new RangeError(`no instant: ${String(until)}`);
  const start = last - (LENGTH - 1) * DAY;
  const days = Array.from({ length: LENGTH }, (_, day) => busyness(start + day * DAY) * (0.7 + (0.6 * day) / LENGTH));
  return { length: LENGTH, start, until: Math.min(end, last + DAY), busy: totals(days) };
}

/** Draws a day in [first, last], both included, the busier the likelier. */
export function drawDay(random: Random, calendar: Calendar, first: number, last: number): number {
  return drawIndex(random, calendar.busy, first, last);
}

/** Draws an instant of a local day, as people with such a device are up to it. */
export function drawTime(random: Random, calendar: Calendar, day: number, device: Device, offsetMinutes: number): number {
  const hour = drawIndex(random, HOURS[device], 0, 23);
  return calendar.start + day * DAY + hour * HOUR + Math.floor(random.next() * HOUR) - offsetMinutes * MINUTE;
}

/** `YYYY-MM-DD` in UTC. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function busyness(time: number): number {
  const date = new Date(time);
  const month = date.getUTCMonth();
  const weekday = date.getUTCDay();
  const blackFriday = month === 10 && weekday === 5 && date.getUTCDate() >= 23 && date.getUTCDate() <= 29;
  const sale = blackFriday ? 2.5 : (SALES.get(isoDay(time).slice(5)) ?? 1);
  return (MONTHS[month] ?? 1) * (WEEKDAYS[weekday] ?? 1) * sale;
}

function totals(weights: readonly number[]): Float64Array {
  let total = 0;
  return Float64Array.from(weights, (weight) => (total += weight));
}
