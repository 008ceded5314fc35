import type { Window } from "../ast.ts";
import { isDay } from "../day.ts";
import { CALENDAR_UNITS, PERIODS, UNITS } from "../sentence-words.ts";
import { readDay, readDayOrInstant, readNumber, readOneOf, readUnit } from "./read-phrase.ts";
import type { Reader } from "./reader.ts";

/** What `describeWindow` says, in every form. Takes nothing when there is no window. */
export function readWindow(reader: Reader): Window | undefined {
  for (const form of FORMS) {
    const window = reader.attempt(() => form(reader));
    if (window !== undefined) return window;
  }
  return undefined;
}

type Form = (reader: Reader) => Window | undefined;
type Units = (typeof UNITS)[number];
type Periods = (typeof CALENDAR_UNITS)[number];

const FORMS: readonly Form[] = [
  (reader) => aroundOrOne(reader, "in the last", (last, unit) => ({ last, unit })),
  (reader) => aroundOrOne(reader, "in the next", (next, unit) => ({ next, unit })),
  (reader) => periodOf(reader, "this", (unit) => ({ this: unit })),
  (reader) => periodOf(reader, "previous", (unit) => ({ previous: unit })),
  (reader) => periodOf(reader, "following", (unit) => ({ following: unit })),
  (reader) => around(reader, "", (to, unit) => (reader.words("ago or earlier") ? { ago: { to, unit } } : undefined)),
  (reader) => around(reader, "exactly", (to, unit) => (reader.words("ago") ? { ago: { from: to, to, unit } } : undefined)),
  (reader) => range(reader, "between", "and", (from, to, unit) => (reader.words("ago") ? { ago: { from, to, unit } } : undefined)),
  (reader) => around(reader, "in", (from, unit) => (reader.words("or later") ? { ahead: { from, unit } } : undefined)),
  (reader) => around(reader, "in exactly", (from, unit) => ({ ahead: { from, to: from, unit } })),
  (reader) => range(reader, "in", "to", (from, to, unit) => ({ ahead: { from, to, unit } })),
  onDay,
  atInstant,
  fromTo,
];

function around(reader: Reader, words: string, make: (count: number, unit: Units) => Window | undefined): Window | undefined {
  const count = words === "" || reader.words(words) ? readNumber(reader) : undefined;
  const unit = count === undefined ? undefined : readUnit(reader, UNITS);
  return count === undefined || unit === undefined ? undefined : make(count, unit);
}

/** `in the last year` is `in the last 1 year`. */
function aroundOrOne(reader: Reader, words: string, make: (count: number, unit: Units) => Window): Window | undefined {
  const many = reader.attempt(() => around(reader, words, make));
  if (many !== undefined) return many;
  const unit = reader.words(words) ? readOneOf(reader, UNITS) : undefined;
  return unit === undefined ? undefined : make(1, unit);
}

function range(
  reader: Reader,
  before: string,
  between: string,
  make: (one: number, other: number, unit: Units) => Window | undefined,
): Window | undefined {
  const one = reader.words(before) ? readNumber(reader) : undefined;
  return one === undefined ? undefined : around(reader, between, (other, unit) => make(one, other, unit));
}

function periodOf(reader: Reader, which: keyof typeof PERIODS, make: (unit: Periods) => Window): Window | undefined {
  const { day, before } = PERIODS[which];
  if (reader.words(day)) return make("day");
  const unit = reader.words(before) ? readOneOf(reader, CALENDAR_UNITS) : undefined;
  return unit === undefined ? undefined : make(unit);
}

/** `on 1 May 2025`, `… or later`, `… or earlier`. */
function onDay(reader: Reader): Window | undefined {
  const day = reader.words("on") ? readDay(reader) : undefined;
  if (day === undefined) return undefined;
  if (reader.words("or later")) return { from: day };
  return reader.words("or earlier") ? { to: day } : { from: day, to: day };
}

/** `at 1 May 2025 08:30:00 UTC or later`, `at any time before …`. */
function atInstant(reader: Reader): Window | undefined {
  if (reader.words("at any time before")) {
    const to = readInstant(reader);
    return to === undefined ? undefined : { to };
  }
  const from = reader.words("at") ? readInstant(reader) : undefined;
  return from !== undefined && reader.words("or later") ? { from } : undefined;
}

/** `from 1 May 2025 to 31 May 2025`; an end that is an instant is not included, and said so. */
function fromTo(reader: Reader): Window | undefined {
  const from = reader.words("from") ? readDayOrInstant(reader) : undefined;
  if (from === undefined) return undefined;
  const to = reader.words("to") ? readDay(reader) : reader.words("until before") ? readInstant(reader) : undefined;
  return to === undefined ? undefined : { from, to };
}

function readInstant(reader: Reader): string | undefined {
  const read = readDayOrInstant(reader);
  return read === undefined || isDay(read) ? reader.miss("a time of day such as “08:30:00 UTC”") : read;
}
