import type { EventFilter, Not, RecordFilter } from "../ast.ts";
import { holdsOfNone } from "../describe-count.ts";
import { ANY, EVENTS, HAVE, OR_NONE, OWN_TIME, RECORDS } from "../sentence-words.ts";
import type { LeafOf } from "../tree.ts";
import { type ReadCount, readCount } from "./read-count.ts";
import { readName } from "./read-phrase.ts";
import { readTest } from "./read-test.ts";
import { inParentheses, readTree } from "./read-tree.ts";
import type { Reader } from "./reader.ts";

/** What `describeFilter` says: undefined in `where` when it says nothing. */
export interface ReadFilter {
  readonly where: EventFilter | undefined;
}

export function readFilter(reader: Reader): ReadFilter | undefined {
  if (!reader.words("where")) return { where: undefined };
  const where = reader.nested(() => readTree<LeafOf<EventFilter>>(reader, readEventLeaf, EVENTS));
  return where === undefined ? undefined : { where };
}

/** What `describeRecords` says: everything when it says nothing, so that a count of records is known as one without a catalog. */
function readRecords(reader: Reader): RecordFilter | undefined {
  if (!reader.words("with (")) return { kind: "all", of: [] };
  return inParentheses(reader, () => readTree<LeafOf<RecordFilter>>(reader, readField, RECORDS, true));
}

/** A number of records, with their name and what they pass. */
export interface ReadRecords {
  readonly name: string;
  readonly count: ReadCount;
  readonly where: RecordFilter;
  /** Whether it is said that this is not so. */
  readonly denied: boolean;
}

/** `at least 1 of purchases with (…)`; `isDenied` when the words before it put it in the negative. */
export function readCounted(reader: Reader, isDenied: boolean): ReadRecords | undefined {
  const isNone = isDenied && reader.words(ANY);
  const denied = isDenied && !isNone;
  const count = isNone ? NONE : readCount(reader);
  const name = count !== undefined && reader.words("of") ? readName(reader) : undefined;
  if (count === undefined || name === undefined) return undefined;
  const where = readRecords(reader);
  if (where === undefined) return undefined;
  if (!isNone && holdsOfNone(count) !== denied && !reader.words(OR_NONE)) return undefined;
  return { name, count, where, denied };
}

const NONE = { op: "exactly", value: 0 } as const;

/** The complement, where that is what is said. */
export function deniedIf<T>(isDenied: boolean, node: T): T | Not<T> {
  return isDenied ? { kind: "not", of: node } : node;
}

function readEventLeaf(reader: Reader): EventFilter | undefined {
  if (reader.words(OWN_TIME)) return readProperty(reader, "$time");
  const isDenied = reader.words(HAVE.event.denied);
  if (isDenied || reader.words(HAVE.event.affirmed)) {
    const counted = readCounted(reader, isDenied);
    if (counted === undefined) return undefined;
    const { name, count, where, denied } = counted;
    return deniedIf<EventFilter>(denied, { kind: "item", of: name, where, ...count });
  }
  const property = readName(reader);
  return property === undefined ? undefined : readProperty(reader, property);
}

function readProperty(reader: Reader, property: string): EventFilter | undefined {
  const read = readTest(reader);
  return read === undefined ? undefined : deniedIf<EventFilter>(read.denied, { kind: "property", property, ...read.test });
}

function readField(reader: Reader): RecordFilter | undefined {
  const field = readName(reader);
  const read = field === undefined ? undefined : readTest(reader);
  if (field === undefined || read === undefined) return undefined;
  return deniedIf<RecordFilter>(read.denied, { kind: "field", field, ...read.test });
}
