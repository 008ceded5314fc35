import { Temporal } from "temporal-polyfill";
import type { CalendarUnit, Unit, Window } from "../../../../../../src/segment/ast.ts";
import { isDay, isInstant } from "../../../../../../src/segment/day.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";
import { MONTHS, readDay } from "./day-text.ts";

const UNIT = "(minute|min|hour|hr|day|week|month|quarter|year)s?";
const AMOUNT = "(\\d{1,6}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
const NUMBERS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

type Reader = (found: readonly string[], clock: Clock) => Window | undefined;

/** From the more to the less telling: the first that fits a phrase reads it. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [/^(?:always|ever|any ?time)$/, () => undefined],
  [/^today$/, () => ({ this: "day" })],
  [/^yesterday$/, () => ({ previous: "day" })],
  [/^tomorrow$/, () => ({ following: "day" })],
  [pattern(`(?:in|within) the (?:last|past) ${UNIT}`), ([unit = ""]) => ({ last: 1, unit: unitOf(unit) })],
  [
    pattern(`(?:in )?(?:the )?(this|current|last|previous|past|next|following|coming) ${UNIT}`),
    ([which = "", unit = ""]) => calendarWindow(which, unitOf(unit)),
  ],
  [
    pattern(`(?:in |within )?(?:the )?(?:last|past|previous) ${AMOUNT} ${UNIT}`),
    ([amount = "", unit = ""]) => ({ last: amountOf(amount), unit: unitOf(unit) }),
  ],
  [
    pattern(`(?:in |within )?(?:the )?(?:next|coming|following) ${AMOUNT} ${UNIT}`),
    ([amount = "", unit = ""]) => ({ next: amountOf(amount), unit: unitOf(unit) }),
  ],
  [
    pattern(`(?:more than|over|longer than) ${AMOUNT} ${UNIT} ago`),
    ([amount = "", unit = ""]) => ({ ago: { to: amountOf(amount), unit: unitOf(unit) } }),
  ],
  [
    pattern(`(?:between )?${AMOUNT} (?:and|to|-) ${AMOUNT} ${UNIT} ago`),
    ([one = "", other = "", unit = ""]) => between(amountOf(one), amountOf(other), unitOf(unit)),
  ],
  [pattern(`(?:since )?${AMOUNT} ${UNIT} ago`), ([amount = "", unit = ""]) => ago(amountOf(amount), unitOf(unit))],
  [pattern(`${AMOUNT} ${UNIT}`), ([amount = "", unit = ""]) => ({ last: amountOf(amount), unit: unitOf(unit) })],
  [/^(?:q([1-4])|([1-4])(?:st|nd|rd|th) quarter)(?: (\d{4}))?$/, quarter],
  [/^(\d{4})$/, ([year = ""]) => days(Temporal.PlainDate.from({ year: Number(year), month: 1, day: 1 }), { years: 1 })],
  [/^(?:in )?([a-z]{3,9})(?: (\d{4}))?$/, month],
  [/^(?:since|from|after) (.+)$/, ([from = ""], clock) => open("from", from, clock)],
  [/^(?:until|till|to|up to|before) (.+)$/, ([to = ""], clock) => open("to", to, clock)],
  [/^(?:between |from )?(.+?) (?:and|to|until|till|–|-) (.+)$/, ([from = "", to = ""], clock) => range(from, to, clock)],
  [/^(?:on )?(.+)$/, ([day = ""], clock) => range(day, day, clock)],
];

/**
 * The window that a phrase says: `yesterday`, `last month`, `6 hours ago`, `24 Dec`, `1 May to 3 June`, `Q3 2025`. Undefined when it is not
 * understood, and for `any time`.
 */
export function readWindow(phrase: string, clock: Clock): Window | undefined {
  const text = phrase.trim().toLowerCase().replace(/\s+/g, " ");
  for (const [form, read] of readers) {
    const [whole, ...found] = form.exec(text) ?? [];
    const window = whole === undefined ? undefined : read(found, clock);
    if (window) return window;
  }
  return undefined;
}

function pattern(source: string): RegExp {
  return new RegExp(`^${source}$`);
}

function unitOf(word: string): Unit {
  if (word.startsWith("min")) return "minute";
  if (word.startsWith("h")) return "hour";
  const units = ["day", "week", "month", "quarter", "year"] as const;
  return units.find((unit) => word === unit) ?? "day";
}

function amountOf(word: string): number {
  const known = NUMBERS.indexOf(word);
  return known > 0 ? known : word === "a" || word === "an" ? 1 : Number(word);
}

function calendarWindow(which: string, unit: Unit): Window | undefined {
  const isNow = which === "this" || which === "current";
  const isAhead = which === "next" || which === "following" || which === "coming";
  if (unit === "minute" || unit === "hour") return isNow ? undefined : isAhead ? { next: 1, unit } : { last: 1, unit };
  const of: CalendarUnit = unit;
  return isNow ? { this: of } : isAhead ? { following: of } : { previous: of };
}

/** Of hours and minutes it is since then; of days and longer the local day that long ago. */
function ago(amount: number, unit: Unit): Window {
  if (unit === "minute" || unit === "hour") return { last: amount, unit };
  return { ago: { from: amount, to: amount, unit } };
}

function between(one: number, other: number, unit: Unit): Window {
  return { ago: { from: Math.max(one, other), to: Math.min(one, other), unit } };
}

function quarter([short, long, year]: readonly (string | undefined)[], clock: Clock): Window {
  const number = Number(short ?? long);
  return days(Temporal.PlainDate.from({ year: yearOf(year, clock), month: number * 3 - 2, day: 1 }), { months: 3 });
}

function month([name = "", year]: readonly (string | undefined)[], clock: Clock): Window | undefined {
  const at = MONTHS.findIndex((one) => name.startsWith(one));
  return at === -1 ? undefined : days(Temporal.PlainDate.from({ year: yearOf(year, clock), month: at + 1, day: 1 }), { months: 1 });
}

function yearOf(year: string | undefined, { now, timeZone }: Clock): number {
  return year ? Number(year) : Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).year;
}

function days(from: Temporal.PlainDate, length: Temporal.DurationLike): Window {
  return { from: from.toString(), to: from.add(length).subtract({ days: 1 }).toString() };
}

function open(end: "from" | "to", text: string, clock: Clock): Window | undefined {
  const time = known(text, clock);
  if (time === undefined) return undefined;
  return end === "from" ? { from: time } : { to: time };
}

function range(first: string, last: string, clock: Clock): Window | undefined {
  const [from, to] = [known(first, clock), known(last, clock)];
  return from && to ? { from, to } : undefined;
}

function known(text: string, clock: Clock): string | undefined {
  const read = readDay(text, clock);
  return isDay(read) || isInstant(read) ? read : undefined;
}
