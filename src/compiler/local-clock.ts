import { Temporal } from "temporal-polyfill";
import { EARLIEST, dayOf } from "../segment/day.ts";
import { localDays } from "./local-days.ts";
import type { LocalDays } from "./plan.ts";

const DAY = 86_400_000;

/** As `localDays` numbers the instants in `[from, to)`, with Mondays at multiples of 7. */
export function localWeekdays(from: number, to: number, timeZone: string): LocalDays {
  const { starts, shifts } = localDays(from, to, timeZone);
  const sinceMonday = (dayOf(from, timeZone).dayOfWeek - 1) * DAY;
  return { starts, shifts: shifts.map((shift) => shift + sinceMonday) };
}

/**
 * How to number the instants in `[from, to)` so that ⌊(instant + shift) / 1 h⌋ modulo 24 is the hour that clocks show: each piece is
 * a span between two changes of the offset from UTC.
 */
export function localHours(from: number, to: number, timeZone: string): LocalDays {
  const starts: number[] = [];
  const shifts: number[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  for (; at !== null && at.epochMilliseconds < to; at = at.getTimeZoneTransition("next")) {
    starts.push(at.epochMilliseconds);
    shifts.push(at.offsetNanoseconds / 1e6 - BEFORE_ALL);
  }
  return { starts, shifts };
}

/** A midnight earlier than all datetimes in every zone, so that no number is negative. */
const BEFORE_ALL = EARLIEST - 2 * DAY;
