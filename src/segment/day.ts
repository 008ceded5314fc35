import { Temporal } from "temporal-polyfill";

/** Dates and datetimes lie in these days. */
export const FIRST_DAY = "1900-01-01";
export const LAST_DAY = "2299-12-31";

/** Epoch milliseconds: every datetime lies in `[EARLIEST, LATEST)`. */
export const EARLIEST = Date.UTC(1900, 0, 1);
export const LATEST = Date.UTC(2300, 0, 1);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Whether this is a day that exists, `YYYY-MM-DD`, in 1900–2299. */
export function isDay(text: string): boolean {
  if (!DAY.test(text) || text < FIRST_DAY || text > LAST_DAY) return false;
  return succeeds(() => Temporal.PlainDate.from(text, { overflow: "reject" }));
}

/** Whether this is an instant, RFC 3339 with an offset, in 1900–2299. */
export function isInstant(text: string): boolean {
  if (!INSTANT.test(text) || !succeeds(() => Temporal.Instant.from(text))) return false;
  const at = instantOf(text);
  return at >= EARLIEST && at < LATEST;
}

/** Whether this names a time zone: an IANA name, not an offset. */
export function isTimeZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && succeeds(() => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name));
}

/** Epoch milliseconds of an instant; what is finer is floored. Throws a RangeError when it is none. */
export function instantOf(text: string): number {
  return Temporal.Instant.from(text).round({ smallestUnit: "millisecond", roundingMode: "floor" }).epochMilliseconds;
}

/** Epoch milliseconds of the first instant whose local date is this day or later. */
export function startOfDay(day: Temporal.PlainDate, timeZone: string): number {
  return startOf(Date.UTC(day.year, day.month - 1, day.day) / DAY_MS, timeZone);
}

/**
 * The local day that holds an instant: the last that has begun. Where clocks go back over midnight this is the
 * later of the two dates that they show, so that days follow each other without overlap.
 */
export function dayOf(instant: number, timeZone: string): Temporal.PlainDate {
  // No zone is a whole day ahead of UTC.
  let day = Math.floor(instant / DAY_MS) + 1;
  while (startOf(day, timeZone) > instant) day -= 1;
  return plainDate(day);
}

const DAY_MS = 86_400_000;

/** Windows are resolved at thousands of instants of few days, and asking the calendar takes fifty times as long as looking here. */
const starts = new Map<string, Map<number, number>>();
const MOST_STARTS = 20_000;
let kept = 0;

/** Days are numbered from 1970-01-01 on. */
function startOf(day: number, timeZone: string): number {
  const known = starts.get(timeZone)?.get(day);
  if (known !== undefined) return known;
  const start = plainDate(day).toZonedDateTime({ timeZone }).epochMilliseconds;
  if (kept >= MOST_STARTS) {
    starts.clear();
    kept = 0;
  }
  const ofZone = starts.get(timeZone) ?? new Map<number, number>();
  starts.set(timeZone, ofZone.set(day, start));
  kept += 1;
  return start;
}

function plainDate(day: number): Temporal.PlainDate {
  const date = new Date(day * DAY_MS);
  return new Temporal.PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
