import type { AmountMeasure, EventCondition } from "../ast.ts";
import { NOUNS, withArticle } from "../describe-measure.ts";
import { holdsOfNothing } from "../of-nothing.ts";
import { OR_NEVER } from "../sentence-words.ts";
import { readAmountRange, readCount } from "./read-count.ts";
import { readName } from "./read-phrase.ts";
import type { Reader } from "./reader.ts";

/** What is measured; `denied` when the sentence says what it is not. */
export interface ReadMeasure {
  readonly asked: Pick<EventCondition, "measure" | "op" | "value">;
  readonly denied: boolean;
}

/** What `describeMeasure` says after the names of the events; `isDenied` when the verb before them was “did not do”. */
export function readMeasure(reader: Reader, isDenied: boolean): ReadMeasure | undefined {
  if (reader.words("with")) return complete(reader, readWith(reader), isDenied);
  const counted = reader.attempt(() => readDays(reader)) ?? reader.attempt(() => readTimes(reader));
  if (counted !== undefined) return complete(reader, counted, isDenied);
  return { asked: isDenied ? { op: "exactly", value: 0 } : {}, denied: false };
}

/** Whoever never did is told to be in, or is not in. */
function complete(reader: Reader, read: ReadMeasure | undefined, isDenied: boolean): ReadMeasure | undefined {
  if (read === undefined) return undefined;
  if (isDenied) return { asked: read.asked, denied: !read.denied };
  const isIn = holdsOfNothing({ kind: "event", event: "", ...read.asked }) !== read.denied;
  return isIn && !reader.words(OR_NEVER) ? undefined : read;
}

function readTimes(reader: Reader): ReadMeasure | undefined {
  const word = (): number | undefined => (reader.words("once") ? 1 : reader.words("twice") ? 2 : undefined);
  const count = readCount(reader, nounOf("count"), word);
  return count === undefined ? undefined : { asked: count, denied: false };
}

function readDays(reader: Reader): ReadMeasure | undefined {
  const count = reader.words("on") ? readCount(reader, nounOf("days")) : undefined;
  return count === undefined ? undefined : { asked: { measure: { fn: "days" }, ...count }, denied: false };
}

const AMOUNTS = ["sum", "avg", "min", "max"] as const satisfies readonly AmountMeasure["fn"][];

function readWith(reader: Reader): ReadMeasure | undefined {
  const fn = AMOUNTS.find((one) => reader.words(`${withArticle(one)} of`));
  if (fn !== undefined) return readAmount(reader, fn);
  const isNone = reader.words(`no ${NOUNS.distinct.one}`);
  const count = isNone ? { op: "exactly", value: 0 } : readCount(reader, nounOf("distinct"));
  const property = count !== undefined && reader.words("of") ? readName(reader) : undefined;
  return property === undefined ? undefined : { asked: { measure: { fn: "distinct", property }, ...count }, denied: false };
}

function readAmount(reader: Reader, fn: AmountMeasure["fn"]): ReadMeasure | undefined {
  const property = readName(reader);
  if (property === undefined || !reader.words("of")) return undefined;
  const denied = fn === "sum" && reader.words("not");
  const range = readAmountRange(reader);
  return range === undefined ? undefined : { asked: { measure: { fn, property }, ...range }, denied };
}

function nounOf(fn: keyof typeof NOUNS): (reader: Reader) => boolean {
  const { one, many } = NOUNS[fn];
  return (reader) => reader.words(many) || reader.words(one);
}
