import { Temporal } from "temporal-polyfill";
import { instantOf, isDay } from "./day.ts";

/** A text in the marks that a sentence puts around it. What is inside can never end it. */
export function quoted(text: string): string {
  const code = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `“${text.replace(/[\\“”]/g, "\\$&").replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, code)}”`;
}

/** A name: bare when it is one word, else in marks. */
export function named(name: string): string {
  return /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u.test(name) ? name : quoted(name);
}

/** `a, b or c`; with `most`, the first of them and how many more there are. */
export function listed(items: readonly string[], word: "and" | "or", most = Number.POSITIVE_INFINITY): string {
  if (items.length > most) return `${items.slice(0, most).join(", ")} ${word} ${(items.length - most).toLocaleString("en")} more`;
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${word} ${last}`;
}

/** `1 day`, `30 days`. */
export function amount(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** `28 February 2025`, or `28 February 2025 08:30:00 UTC` for an instant. */
export function dayOrInstant(text: string): string {
  if (isDay(text)) return dayText(Temporal.PlainDate.from(text));
  const at = Temporal.Instant.fromEpochMilliseconds(instantOf(text)).toZonedDateTimeISO("UTC");
  return `${dayText(at.toPlainDate())} ${at.toPlainTime().toString()} UTC`;
}

function dayText(day: Temporal.PlainDate): string {
  return `${day.day} ${MONTHS[day.month - 1] ?? ""} ${day.year}`;
}
