import { Temporal } from "temporal-polyfill";
import { instantOf, isDay } from "./day.ts";
import type { Room } from "./room.ts";
import { MONTHS, RESERVED } from "./sentence-words.ts";

/** A text in the marks that a sentence puts around it. What is inside can never end it, and nothing in it is invisible. */
export function quoted(text: string, { letters }: Pick<Room, "letters">): string {
  // As many units hold as many characters or fewer: a text that is not long need not be taken apart.
  const signs = text.length > letters ? [...text] : [];
  if (signs.length <= letters) return `“${escaped(text)}”`;
  return `“${escaped(signs.slice(0, letters).join(""))}…” (${counted(signs.length - letters)} more characters)`;
}

/** A name: bare when it is one word that means nothing else in a sentence, else in marks. */
export function named(name: string, room: Pick<Room, "letters">): string {
  return isBare(name) && name.length <= room.letters ? name : quoted(name, room);
}

/** `a, b or c`; of more than `most` the first, and how many more there are: those are not looked at. */
export function listed<T>(items: readonly T[], word: "and" | "or", text: (item: T) => string, most = Number.POSITIVE_INFINITY): string {
  const told = items.slice(0, most).map(text);
  if (items.length > told.length) return `${told.join(", ")} ${word} ${counted(items.length - told.length)} more`;
  const last = told.pop() ?? "";
  return told.length === 0 ? last : `${told.join(", ")} ${word} ${last}`;
}

/** `1 day`, `30 days`. */
export function amount(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** A number with its thousands apart, for what is counted. */
export function counted(count: number): string {
  return count.toLocaleString("en");
}

/** `28 February 2025`, or `28 February 2025 08:30:00 UTC` for an instant. */
export function dayOrInstant(text: string): string {
  if (isDay(text)) return dayText(Temporal.PlainDate.from(text));
  const at = Temporal.Instant.fromEpochMilliseconds(instantOf(text)).toZonedDateTimeISO("UTC");
  return `${dayText(at.toPlainDate())} ${at.toPlainTime().toString()} UTC`;
}

function dayText(day: Temporal.PlainDate): string {
  return `${day.day} ${MONTHS[day.month - 1] ?? ""} ${day.year}`;
}

function isBare(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u.test(name) && !/[.-]$/.test(name) && !RESERVED.has(name);
}

/** Control characters, half characters, separators of lines, and what turns the direction of reading or has no width. */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

function escaped(text: string): string {
  const code = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return text.replace(/[\\“”]/g, "\\$&").replace(HIDDEN, code);
}
