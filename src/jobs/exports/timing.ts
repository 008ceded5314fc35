import { Cron } from "croner";
import { Temporal } from "temporal-polyfill";
import { AppError, assertNever } from "../../errors.ts";
import { instantOf } from "../../segment/day.ts";
import type { Recurrence, Timing } from "../../store/timing.ts";
import { hoursOf, timeOn } from "../schedule.ts";

const DAY_MS = 86_400_000;
/** Of a cron expression. */
const FIELDS = 5;
/** The rarest recurrence of days is once a month; a zone may skip a day. */
const MOST_DAYS = 64;

/**
 * The first instant after another at which it is due; undefined: never. Epoch milliseconds. A time that the clocks skip counts as late as it
 * would have been, one that comes twice as the first.
 */
export function dueAfter({ recurrence, timeZone, until }: Timing, after: number): number | undefined {
  const due = nextOf(recurrence, timeZone, after);
  return due === undefined || (until !== null && due > instantOf(until)) ? undefined : due;
}

/** The last instant in `(after, now]` at which it was due; undefined: it was not. */
export function lastDue(timing: Timing, after: number, now: number): number | undefined {
  // From near first: what is due each minute may have been so for years.
  for (const days of [2, MOST_DAYS, Number.POSITIVE_INFINITY]) {
    let last: number | undefined;
    for (let due = dueAfter(timing, Math.max(after, now - days * DAY_MS)); due !== undefined && due <= now; due = dueAfter(timing, due)) last = due;
    if (last !== undefined || now - days * DAY_MS <= after) return last;
  }
  return undefined;
}

/** The next instants, at most so many. */
export function nextDue(timing: Timing, after: number, most: number): readonly number[] {
  const found: number[] = [];
  for (let due = dueAfter(timing, after); due !== undefined && found.length < most; due = dueAfter(timing, due)) found.push(due);
  return found;
}

/**
 * Refuses what is never due, but for what is paused, or not to be read.
 *
 * @throws AppError `invalid_schedule`
 */
export function assertTiming(timing: Timing, now: number, paused = false): void {
  if (timing.recurrence.kind === "cron") {
    const { expression } = timing.recurrence;
    // Croner reads an instant and `@daily` too.
    if (fieldsOf(expression) !== FIELDS) throw noCron(expression, "");
    cronOf(expression, timing.timeZone);
  }
  if (paused || dueAfter(timing, now) !== undefined) return;
  throw new AppError("invalid_schedule", "This is never due any more.", { path: ["timing"], hint: "Choose a later time, or a later end." });
}

function nextOf(recurrence: Recurrence, timeZone: string, after: number): number | undefined {
  switch (recurrence.kind) {
    case "once": {
      const at = instantOf(recurrence.at);
      return at > after ? at : undefined;
    }
    case "cron":
      return cronOf(recurrence.expression, timeZone).nextRun(new Date(after))?.getTime();
    case "hours":
    case "daily":
    case "weekly":
    case "monthly":
      return nextOfDays(recurrence, timeZone, after);
    default:
      return assertNever(recurrence);
  }
}

type OfDays = Exclude<Recurrence, { readonly kind: "once" | "cron" }>;

function nextOfDays(recurrence: OfDays, timeZone: string, after: number): number | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let days = -2; days <= MOST_DAYS; days += 1) {
    const due = dueOn(recurrence, today.add({ days }), timeZone).find((instant) => instant > after);
    if (due !== undefined) return due;
  }
  return undefined;
}

function dueOn(recurrence: OfDays, day: Temporal.PlainDate, timeZone: string): readonly number[] {
  switch (recurrence.kind) {
    case "hours":
      return hoursOf(day, recurrence.every, timeZone);
    case "daily":
      return [timeOn(day, recurrence.at, timeZone)];
    case "weekly":
      return recurrence.on.some((weekday) => weekday === day.dayOfWeek) ? [timeOn(day, recurrence.at, timeZone)] : [];
    case "monthly": {
      const on = recurrence.on === "last" ? day.daysInMonth : Math.min(recurrence.on, day.daysInMonth);
      return day.day === on ? [timeOn(day, recurrence.at, timeZone)] : [];
    }
    default:
      return assertNever(recurrence);
  }
}

function cronOf(expression: string, timeZone: string): Cron {
  try {
    return new Cron(expression, { timezone: timeZone, mode: "5-part", paused: true });
  } catch (error) {
    throw noCron(expression, String(error instanceof Error ? error.message : error).replace(/^\w+: /, ""));
  }
}

function fieldsOf(expression: string): number {
  return expression.trim().split(/\s+/).length;
}

function noCron(expression: string, said: string): AppError {
  const fields = fieldsOf(expression);
  const reason = fields === FIELDS ? said : `it has ${fields} ${fields === 1 ? "field" : "fields"}, not ${FIELDS}.`;
  return new AppError("invalid_schedule", `${JSON.stringify(expression)} is no cron expression: ${reason}`, {
    path: ["timing", "recurrence", "expression"],
    hint: "Write five fields, such as `30 6 * * 1-5`: minute, hour, day of the month, month, day of the week.",
  });
}
