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
  return day.toZonedDateTime({ timeZone }).epochMilliseconds;
}

/**
 * The local day that holds an instant: the last that has begun. Where clocks go back over midnight this is the
 * later of the two dates that they show, so that days follow each other without overlap.
 */
export function dayOf(instant: number, timeZone: string): Temporal.PlainDate {
  let day = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();
  for (;;) {
    const next = day.add({ days: 1 });
    if (startOfDay(next, timeZone) > instant) return day;
    day = next;
  }
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
