import { Temporal } from "temporal-polyfill";
import type { Clock } from "../../../../../../src/segment/window.ts";
import { dayOf, isDay, isInstant } from "../../../../../../src/segment/day.ts";

export const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const RELATIVE = /^(in )?(\d{1,5}) (minute|hour|day|week|month|year)s?( ago)?$/;
const TIMED = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const WORDED = /^(?:(\d{1,2})\.? ([a-z]{3,9})|([a-z]{3,9}) (\d{1,2}),?)(?: (\d{4}))?$/;

/**
 * What was typed as a day `YYYY-MM-DD`, or as an instant when it has a time of day. Understands `today`, `3 weeks ago`, `6 hours ago`,
 * `24 Dec`, `Dec 24 2025` and `2025-12-24 18:00` in the zone. What is not understood comes back as it is, for `check` to explain.
 */
export function readDay(typed: string, clock: Clock): string {
  const text = typed.trim();
  if (isDay(text) || isInstant(text)) return text;
  const today = dayOf(clock.now, clock.timeZone);
  const named = { today: 0, yesterday: -1, tomorrow: 1 }[text.toLowerCase()];
  if (named !== undefined) return today.add({ days: named }).toString();
  return readRelative(text.toLowerCase(), clock) ?? readWorded(text.toLowerCase(), today.year) ?? readTimed(text, clock.timeZone) ?? text;
}

/** Of hours and minutes an instant, of longer units a day. */
function readRelative(text: string, { now, timeZone }: Clock): string | undefined {
  const found = RELATIVE.exec(text);
  if (!found?.[2] || !found[3]) return undefined;
  const amount = Number(found[2]) * (found[1] ? 1 : -1);
  if ((found[1] === undefined) === (found[4] === undefined)) return undefined;
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const [unit] = found[3];
  if (unit === "h") return local.add({ hours: amount }).round("second").toString({ timeZoneName: "never" });
  const span = { d: { days: amount }, w: { weeks: amount }, y: { years: amount }, m: { months: amount } }[unit ?? ""];
  if (found[3].startsWith("mi")) return local.add({ minutes: amount }).round("second").toString({ timeZoneName: "never" });
  return span && local.toPlainDate().add(span).toString();
}

function readWorded(text: string, thisYear: number): string | undefined {
  const found = WORDED.exec(text);
  if (!found) return undefined;
  const month = MONTHS.indexOf((found[2] ?? found[3] ?? "").slice(0, 3)) + 1;
  const day = Number(found[1] ?? found[4]);
  if (month === 0) return undefined;
  return [found[5] ?? thisYear, padded(month), padded(day)].join("-");
}

function readTimed(text: string, timeZone: string): string | undefined {
  const found = TIMED.exec(text);
  if (!found?.[1] || !isDay(found[1])) return undefined;
  const [hour, minute, second] = [Number(found[2]), Number(found[3]), Number(found[4] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const local = Temporal.PlainDate.from(found[1]).toPlainDateTime({ hour, minute, second });
  return local.toZonedDateTime(timeZone).toString({ timeZoneName: "never" });
}

function padded(number: number): string {
  return String(number).padStart(2, "0");
}
