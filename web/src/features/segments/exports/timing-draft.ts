import { Temporal } from "temporal-polyfill";
import { assertNever } from "../../../../../src/errors.ts";
import type { Recurrence, Timing } from "../../../api/exports.ts";

/** What the form of a schedule holds: of each kind what was filled in, so that looking at another loses nothing. */
export interface TimingDraft {
  readonly kind: Recurrence["kind"];
  /** Local, `YYYY-MM-DD`. */
  readonly day: string;
  /** `HH:MM`. */
  readonly at: string;
  readonly every: number | "";
  /** Monday is 1. */
  readonly weekdays: readonly number[];
  readonly ofMonth: number | "last";
  readonly expression: string;
  readonly timeZone: string;
  /** The last local day; empty: without end. */
  readonly until: string;
  readonly holds: boolean;
  readonly percent: number | "";
}

/** What keeps a draft from being a timing: the field, each of which has its text. */
export type Lacking = "day" | "at" | "every" | "weekdays" | "expression" | "percent";

export const EVERY = { least: 1, most: 24 } as const;
export const PERCENT = { least: 1, most: 1_000 } as const;

/** Daily at the next full hour, held when the size moves by half. `now` in epoch milliseconds. */
export function newTiming(timeZone: string, now: number): TimingDraft {
  const at = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const soon = at.round({ smallestUnit: "hour", roundingMode: "ceil" });
  return {
    ...{ kind: "daily", day: soon.toPlainDate().toString(), at: soon.toPlainTime().toString({ smallestUnit: "minute" }) },
    ...{ every: 6, weekdays: [1], ofMonth: 1, expression: "30 6 * * 1-5", timeZone, until: "", holds: true, percent: 50 },
  };
}

export function draftOfTiming({ recurrence, timeZone, until, holdPercent }: Timing, now: number): TimingDraft {
  const end = until === null ? "" : zoned(until, timeZone).toPlainDate().toString();
  const holds = holdPercent !== null;
  const begun = { ...newTiming(timeZone, now), until: end, holds, ...(holds && { percent: holdPercent }) };
  switch (recurrence.kind) {
    case "once": {
      const at = zoned(recurrence.at, timeZone);
      return { ...begun, kind: "once", day: at.toPlainDate().toString(), at: at.toPlainTime().toString({ smallestUnit: "minute" }) };
    }
    case "hours":
      return { ...begun, kind: "hours", every: recurrence.every };
    case "daily":
      return { ...begun, kind: "daily", at: recurrence.at };
    case "weekly":
      return { ...begun, kind: "weekly", weekdays: recurrence.on, at: recurrence.at };
    case "monthly":
      return { ...begun, kind: "monthly", ofMonth: recurrence.on, at: recurrence.at };
    case "cron":
      return { ...begun, kind: "cron", expression: recurrence.expression };
    default:
      return assertNever(recurrence);
  }
}

/** What is lacking; nothing: it is a timing. */
export function lackingOf({ kind, day, at, every, weekdays, expression, holds, percent }: TimingDraft): readonly Lacking[] {
  const timed = kind === "once" || kind === "daily" || kind === "weekly" || kind === "monthly";
  return [
    ...(kind === "once" && day === "" ? ["day" as const] : []),
    ...(timed && at === "" ? ["at" as const] : []),
    ...(kind === "hours" && !isWithin(every, EVERY) ? ["every" as const] : []),
    ...(kind === "weekly" && weekdays.length === 0 ? ["weekdays" as const] : []),
    ...(kind === "cron" && expression.trim() === "" ? ["expression" as const] : []),
    ...(holds && !isWithin(percent, PERCENT) ? ["percent" as const] : []),
  ];
}

/** Undefined: something is lacking. */
export function timingOf(draft: TimingDraft): Timing | undefined {
  if (lackingOf(draft).length > 0) return undefined;
  const { timeZone, until, holds, percent } = draft;
  return {
    recurrence: recurrenceOf(draft),
    timeZone,
    // Its whole day counts.
    until: until === "" ? null : new Date(start(Temporal.PlainDate.from(until).add({ days: 1 }), timeZone) - 1).toISOString(),
    holdPercent: holds && percent !== "" ? percent : null,
  };
}

function recurrenceOf({ kind, day, at, every, weekdays, ofMonth, expression, timeZone }: TimingDraft): Recurrence {
  switch (kind) {
    case "once": {
      const plainTime = Temporal.PlainTime.from(at);
      return { kind, at: new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds).toISOString() };
    }
    case "hours":
      return { kind, every: Number(every) };
    case "daily":
      return { kind, at };
    case "weekly":
      return { kind, on: weekdays.toSorted((one, other) => one - other), at };
    case "monthly":
      return { kind, on: ofMonth, at };
    case "cron":
      return { kind, expression: expression.trim() };
    default:
      return assertNever(kind);
  }
}

function isWithin(value: number | "", { least, most }: { readonly least: number; readonly most: number }): boolean {
  return value !== "" && Number.isInteger(value) && value >= least && value <= most;
}

function start(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime({ timeZone }).epochMilliseconds;
}

function zoned(instant: string, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
}
