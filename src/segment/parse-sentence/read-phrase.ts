import type { DayOrInstant } from "../ast.ts";
import { isDay, isInstant } from "../day.ts";
import { counted } from "../phrase.ts";
import { MONTHS, RESERVED } from "../sentence-words.ts";
import { A_TEXT, type Reader } from "./reader.ts";

/** A text in marks. */
export function readText(reader: Reader): string | undefined {
  return taken(reader, "text", A_TEXT);
}

/** A name: one word, or in marks when it is more or a word that means something else. */
export function readName(reader: Reader): string | undefined {
  const { token } = reader;
  const isBare = token.kind === "word" && !RESERVED.has(token.value);
  if (isBare) reader.bareName(token);
  return taken(reader, isBare ? "word" : "text", "a name");
}

/** A number as JSON writes it. */
export function readNumber(reader: Reader): number | undefined {
  const { kind, value } = reader.token;
  const number = kind === "number" ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) return reader.miss("a number");
  reader.advance();
  return number;
}

/** One of several words. */
export function readOneOf<T extends string>(reader: Reader, words: readonly T[]): T | undefined {
  return words.find((word) => reader.words(word));
}

/** A unit, of one or of several. */
export function readUnit<T extends string>(reader: Reader, units: readonly T[]): T | undefined {
  return units.find((unit) => reader.words(unit) || reader.words(`${unit}s`));
}

/** No operator takes more values. */
const MOST_ITEMS = 100_000;

/** `a, b or c`. What an item cannot begin with ends the list. */
export function readListed<T>(reader: Reader, word: "and" | "or", item: (reader: Reader) => T | undefined): readonly T[] | undefined {
  const first = item(reader);
  if (first === undefined) return undefined;
  const items = [first];
  for (;;) {
    const next = reader.attempt(() => (reader.words(",") ? item(reader) : undefined));
    if (next === undefined) break;
    items.push(next);
    if (items.length > MOST_ITEMS) {
      return reader.stop(`A list has ${counted(MOST_ITEMS)} values at most.`, "Split them into several conditions.");
    }
  }
  const last = reader.attempt(() => (reader.words(word) ? item(reader) : undefined));
  return last === undefined ? items : [...items, last];
}

/** `28 February 2025` as `2025-02-28`. */
export function readDay(reader: Reader): string | undefined {
  return reader.attempt(() => {
    const start = reader.token;
    const day = digits(reader, 2);
    const month = day === undefined ? reader.miss("a day such as “28 February 2025”") : readOneOf(reader, MONTHS);
    const year = month === undefined ? undefined : (digits(reader, 4) ?? reader.miss("a year of four digits"));
    if (day === undefined || month === undefined || year === undefined) return undefined;
    const text = `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
    if (isDay(text)) return text;
    const message = `No value can have the day ${start.value} ${month} ${year}.`;
    return reader.stop(message, "Write a day that exists, between 1900 and 2299.", start);
  });
}

/** A day, or `28 February 2025 08:30:00 UTC` as an instant. */
export function readDayOrInstant(reader: Reader): DayOrInstant | undefined {
  const day = readDay(reader);
  if (day === undefined || reader.token.kind !== "time") return day;
  const text = `${day}T${reader.token.value}Z`;
  if (!isInstant(text)) return reader.miss("a time of day such as “08:30:00”");
  reader.advance();
  return reader.words("UTC") ? text : undefined;
}

function digits(reader: Reader, most: number): string | undefined {
  const { kind, value } = reader.token;
  if (kind !== "number" || !/^\d+$/.test(value) || value.length > most) return undefined;
  reader.advance();
  return value;
}

function taken(reader: Reader, kind: "text" | "word", what: string): string | undefined {
  const { token } = reader;
  if (token.kind !== kind) return reader.miss(what);
  reader.advance();
  return token.value;
}
