import { Temporal } from "temporal-polyfill";
import { assertNever } from "../errors.ts";
import { startOfDay } from "../segment/day.ts";

/** Parts of a day of 24 hours. */
export const HOURS = [1, 2, 3, 4, 6, 8, 12] as const;

/** When something is due again and again, in the days of a zone. */
export type Schedule =
  | { readonly kind: "off" }
  /** Counted from the start of each day: never further apart, also when the clocks are changed. */
  | { readonly kind: "hours"; readonly every: (typeof HOURS)[number] }
  /** Once a day, at `HH:MM`. A time that the clocks skip counts as late as it would have been, one that comes twice as the first. */
  | { readonly kind: "daily"; readonly at: string };

/** The last instant at which it was due, `now` included; undefined: never. Epoch milliseconds, as `now`. */
export function lastDue(schedule: Schedule, now: number, timeZone: string): number | undefined {
  return daysAround(now, timeZone).flatMap((day) => dueOn(schedule, day, timeZone)).findLast((instant) => instant <= now);
}

/** The first instant after `now` at which it is due; undefined: never. */
export function nextDue(schedule: Schedule, now: number, timeZone: string): number | undefined {
  return daysAround(now, timeZone).flatMap((day) => dueOn(schedule, day, timeZone)).find((instant) => instant > now);
}

/** A zone may skip a whole day. */
const DAYS_AROUND = [-2, -1, 0, 1, 2] as const;
const HOUR_MS = 3_600_000;

function daysAround(now: number, timeZone: string): readonly Temporal.PlainDate[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  return DAYS_AROUND.map((days) => today.add({ days }));
}

function dueOn(schedule: Schedule, day: Temporal.PlainDate, timeZone: string): readonly number[] {
  switch (schedule.kind) {
    case "off":
      return [];
    case "hours":
      return hoursOf(day, schedule.every, timeZone);
    case "daily":
      return [timeOn(day, schedule.at, timeZone)];
    default:
      return assertNever(schedule);
  }
}

/** Every so many hours from the start of a day, to its end. Epoch milliseconds. */
export function hoursOf(day: Temporal.PlainDate, every: number, timeZone: string): readonly number[] {
  const start = startOfDay(day, timeZone);
  const step = every * HOUR_MS;
  return Array.from({ length: Math.ceil((startOfDay(day.add({ days: 1 }), timeZone) - start) / step) }, (_, at) => start + at * step);
}

/** A time of a day, `HH:MM`, in epoch milliseconds. */
export function timeOn(day: Temporal.PlainDate, time: string, timeZone: string): number {
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}
