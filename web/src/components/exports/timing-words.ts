import { assertNever } from "../../../../src/errors.ts";
import type { Recurrence, Timing } from "../../api/exports.ts";
import { formatMoment } from "../../format/time.ts";
import { segmentExports } from "../../texts/segment-exports.ts";

const texts = segmentExports.words;

/** When something is due, in words: `Daily at 06:30`. A zone is named unless it is the usual one. */
export function timingWords({ recurrence, timeZone }: Timing, usualZone: string): string {
  const words = recurrenceWords(recurrence, timeZone);
  return timeZone === usualZone ? words : texts.zone(words, timeZone);
}

function recurrenceWords(recurrence: Recurrence, timeZone: string): string {
  switch (recurrence.kind) {
    case "once":
      return texts.once(formatMoment(recurrence.at, timeZone));
    case "hours":
      return texts.hours(recurrence.every);
    case "daily":
      return texts.daily(recurrence.at);
    case "weekly":
      return texts.weekly(recurrence.on.map((day) => segmentExports.timing.weekday[day - 1] ?? ""), recurrence.at);
    case "monthly":
      return texts.monthly(recurrence.on, recurrence.at);
    case "cron":
      return texts.cron(recurrence.expression);
    default:
      return assertNever(recurrence);
  }
}

/** The same, with that it is paused. */
export function scheduleWords({ timing, paused }: { readonly timing: Timing; readonly paused: boolean }, usualZone: string): string {
  const words = timingWords(timing, usualZone);
  return paused ? texts.paused(words) : words;
}
