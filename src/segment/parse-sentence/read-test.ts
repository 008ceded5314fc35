import type { Test, Value } from "../ast.ts";
import { affirmedSentence, deniedSentence } from "../operator-sentence.ts";
import { complementOf, operators, type OperatorRow } from "../operators.ts";
import { EXACT_CASE, LIST_FORMS, UNITS, WEEKDAYS } from "../sentence-words.ts";
import { readDay, readDayOrInstant, readListed, readNumber, readOneOf, readText, readUnit } from "./read-phrase.ts";
import { readWindow } from "./read-window.ts";
import type { Reader } from "./reader.ts";

/** A test, or the complement of one where there is no operator for that. */
export interface ReadTest {
  readonly test: Test;
  readonly denied: boolean;
}

/** What `describeTest` says after a name. */
export function readTest(reader: Reader): ReadTest | undefined {
  for (const { match, denied, words } of LIST_FORMS) {
    if (reader.words(words)) return readItems(reader, match, denied);
  }
  if (reader.words("are known")) return { test: { op: "is_known" }, denied: false };
  if (reader.words("are unknown")) return { test: { op: "is_unknown" }, denied: false };
  return firstOf(reader, SENTENCES);
}

/** What an operator is said with: before and after its value. */
interface Sentence {
  readonly row: OperatorRow;
  readonly before: string;
  readonly after: string;
  readonly test: { readonly op: string };
  readonly denied: boolean;
}

const POSITIVE = operators.filter((row: OperatorRow) => row.negates === undefined);
const AFFIRMED: readonly Sentence[] = POSITIVE.map((row) => sentenceOf(row, affirmedSentence(row.op), row.op, false));
const DENIED: readonly Sentence[] = POSITIVE.map((row) => {
  const twin = complementOf(row.op)?.op;
  return sentenceOf(row, deniedSentence(row.op), twin ?? row.op, twin === undefined);
});
const SENTENCES: readonly Sentence[] = [...AFFIRMED, ...DENIED];

function sentenceOf(row: OperatorRow, sentence: string, op: string, denied: boolean): Sentence {
  const [before = "", after = ""] = sentence.split("{}");
  return { row, before: before.trim(), after: after.trim(), test: { op }, denied };
}

function readItems(reader: Reader, match: "any" | "all", denied: boolean): ReadTest | undefined {
  const item = firstOf(reader, AFFIRMED);
  if (item === undefined) return undefined;
  if (match === "all") return { test: { ...item.test, match }, denied };
  if (!denied) return item;
  const twin = complementOf(item.test.op);
  return { test: twin === undefined ? { ...item.test, match: "none" } : { ...item.test, op: twin.op }, denied: false };
}

/** Sentences begin alike: the first that fits to its end is the one, and no other does. */
function firstOf(reader: Reader, sentences: readonly Sentence[]): ReadTest | undefined {
  for (const sentence of sentences) {
    const test = reader.attempt(() => filled(reader, sentence));
    if (test !== undefined) return { test, denied: sentence.denied };
  }
  return undefined;
}

function filled(reader: Reader, { row, before, after, test }: Sentence): Test | undefined {
  if (!reader.words(before)) return undefined;
  const operand = readOperand(reader, row);
  if (operand === undefined) return undefined;
  const isExact = row.folds === true && reader.words(EXACT_CASE);
  if (after !== "" && !reader.words(after)) return undefined;
  return { ...test, ...operand, ...(isExact && { caseSensitive: true }) };
}

function readOperand(reader: Reader, row: OperatorRow): Pick<Test, "value" | "window"> | undefined {
  if (row.value === "window") {
    const window = readWindow(reader);
    return window === undefined ? undefined : { window };
  }
  if (row.value === "none") return {};
  const value = readValue(reader, row);
  return value === undefined ? undefined : { value };
}

function readValue(reader: Reader, row: OperatorRow): Value | undefined {
  switch (row.value) {
    case "one":
      return reader.token.kind === "number" && row.types.includes("number") ? readAmount(reader) : readOneText(reader, row);
    case "many":
      if (row.op === "weekday_in") return readListed(reader, "or", readWeekday);
      return reader.token.kind === "number" ? readListed(reader, "or", readNumber) : readListed(reader, "or", readText);
    case "pair":
      return readPair(reader);
    case "day":
      return readDay(reader);
    case "day_or_instant":
      return readDayOrInstant(reader);
    default:
      return undefined;
  }
}

function readOneText(reader: Reader, row: OperatorRow): string | undefined {
  return row.types.includes("text") ? readText(reader) : reader.miss("a number");
}

function readWeekday(reader: Reader): number | undefined {
  const day = readOneOf(reader, WEEKDAYS);
  return day === undefined ? undefined : WEEKDAYS.indexOf(day) + 1;
}

function readPair(reader: Reader): readonly number[] | undefined {
  const low = readNumber(reader);
  const high = low === undefined || !reader.words("and") ? undefined : readAmount(reader);
  return low === undefined || high === undefined ? undefined : [low, high];
}

/** A number before a unit belongs to a window that begins alike. */
function readAmount(reader: Reader): number | undefined {
  const number = readNumber(reader);
  return number === undefined || readUnit(reader, UNITS) !== undefined ? undefined : number;
}
