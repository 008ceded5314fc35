import { Temporal } from "temporal-polyfill";
import { instantOf, isDay, isInstant, startOfDay } from "./day.ts";
import { MONTHS } from "./sentence-words.ts";

/** A time as somebody typed it, from its beginning to its end. */
export interface TypedTime {
  /** `YYYY-MM-DD`, both included; left out: it is shorter than a day. */
  readonly days?: { readonly from: string; readonly to: string };
  /** Epoch milliseconds, half-open. */
  readonly from: number;
  readonly to: number;
}

const MONTH = /^(\d{4})-(\d{2})$/;
const WORDED_MONTH = /^([a-z]{3,9})\.? (\d{4})$/;
const WORDED_DAY = /^(?:(\d{1,2})\.? ([a-z]{3,9})\.?|([a-z]{3,9})\.? (\d{1,2}),?) (\d{4})$/;
const TIMED = /^(.{8,18}?)(?:,? |t)(\d{2}):(\d{2})(?::(\d{2}))?$/;

/**
 * What a text says when it is a month, a day, a minute, a second or an instant: `2026-03`, `Mar 2026`, `2026-03-31`, `31 March 2026`,
 * `Mar 31, 2026`, `31 Mar 2026, 18:00`, `2026-03-31T18:00:05Z`; undefined when it is none of them.
 *
 * @param timeZone of what has no offset, an IANA name
 */
export function typedTime(typed: string, timeZone: string): TypedTime | undefined {
  const text = typed.trim().toLowerCase();
  if (isInstant(text.toUpperCase())) {
    const from = instantOf(text);
    return { from, to: from + (/:\d{2}\.\d/.test(text) ? 1 : SECOND) };
  }
  const month = monthOf(text);
  if (month !== undefined) return daysFrom(`${month}-01`, { months: 1 }, timeZone);
  const day = dayIn(text);
  if (day !== undefined) return daysFrom(day, { days: 1 }, timeZone);
  return momentOf(text, timeZone);
}

const SECOND = 1_000;
const MINUTE = 60_000;

function monthOf(text: string): string | undefined {
  const month = MONTH.test(text) ? text : undefined;
  const [, name = "", year = ""] = WORDED_MONTH.exec(text) ?? [];
  return month ?? (year === "" ? undefined : `${year}-${monthNamed(name)}`);
}

function dayIn(text: string): string | undefined {
  if (isDay(text)) return text;
  const [, day, month, firstMonth, secondDay, year = ""] = WORDED_DAY.exec(text) ?? [];
  const found = `${year}-${monthNamed(month ?? firstMonth ?? "")}-${(day ?? secondDay ?? "").padStart(2, "0")}`;
  return isDay(found) ? found : undefined;
}

/** By three of its letters or more; `00`, which is no month, for what names none. */
function monthNamed(name: string): string {
  const at = MONTHS.findIndex((month) => name.length > 2 && month.toLowerCase().startsWith(name));
  return String(at + 1).padStart(2, "0");
}

function daysFrom(first: string, span: Temporal.DurationLike, timeZone: string): TypedTime | undefined {
  if (!isDay(first)) return undefined;
  const from = Temporal.PlainDate.from(first);
  const next = from.add(span);
  return { days: { from: first, to: next.subtract({ days: 1 }).toString() }, from: startOfDay(from, timeZone), to: startOfDay(next, timeZone) };
}

/** Where clocks go back, the first time that they show it. */
function momentOf(text: string, timeZone: string): TypedTime | undefined {
  const [, date = "", hour, minute, second] = TIMED.exec(text) ?? [];
  const day = dayIn(date);
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  const local = Temporal.PlainDate.from(day).toPlainDateTime({ hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) });
  const from = local.toZonedDateTime(timeZone).epochMilliseconds;
  return { from, to: from + (second === undefined ? MINUTE : SECOND) };
}
