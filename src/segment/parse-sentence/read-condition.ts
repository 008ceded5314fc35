import type { Condition, EventCondition } from "../ast.ts";
import { EXISTS, HAVE, MOVES, PEOPLE } from "../sentence-words.ts";
import type { LeafOf, Tree } from "../tree.ts";
import { deniedIf, readCounted, readFilter } from "./read-filter.ts";
import { readMeasure } from "./read-measure.ts";
import { readName, readNumber, readText } from "./read-phrase.ts";
import { readEventNames, readSequence } from "./read-sequence.ts";
import { readTest } from "./read-test.ts";
import { readTree } from "./read-tree.ts";
import { readWindow } from "./read-window.ts";
import type { Reader } from "./reader.ts";

/** What `describe` says after “Customers”. */
export function readCondition(reader: Reader): Condition | undefined {
  return readTree<LeafOf<Condition>>(reader, readClause, PEOPLE, true);
}

type Clause = Tree<LeafOf<Condition>>;

function readClause(reader: Reader): Clause | undefined {
  if (reader.words("whose first")) return readPick(reader, "first");
  if (reader.words("whose last")) return readPick(reader, "last");
  if (reader.words("whose")) return readAttribute(reader);
  for (const { words, denied, read } of CLAUSES) {
    if (reader.words(`who ${words}`)) return read(reader, denied);
  }
  return undefined;
}

/** What begins a clause, and how it goes on. */
interface Beginning {
  readonly words: string;
  readonly denied: boolean;
  readonly read: ReadClause;
}

type ReadClause = (reader: Reader, denied: boolean) => Clause | undefined;

/** Of two that begin alike the longer stands first. */
const CLAUSES: readonly Beginning[] = [
  ...moves("entered"),
  ...moves("left"),
  ...eitherWay("were sent to the destination", "were not sent to the destination", (reader, denied) => ifRead(readExported(reader), denied)),
  ...eitherWay("did in order (", "did not do in order (", (reader, denied) => ifRead(readSequence(reader), denied)),
  ...eitherWay("did", "did not do", readEvent),
  ...eitherWay(HAVE.people.affirmed, HAVE.people.denied, readRecords),
  ...eitherWay("are in the segment", "are not in the segment", (reader, denied) => ifRead(readSegment(reader), denied)),
  ...eitherWay("are on the list", "are not on the list", (reader, denied) => ifRead(readList(reader), denied)),
  ...eitherWay("are in a random", "are not in a random", (reader, denied) => ifRead(readSample(reader), denied)),
];

function eitherWay(affirmed: string, denied: string, read: ReadClause): readonly Beginning[] {
  return [
    { words: denied, denied: true, read },
    { words: affirmed, denied: false, read },
  ];
}

function moves(way: keyof typeof MOVES): readonly Beginning[] {
  const { affirmed, denied } = MOVES[way];
  return eitherWay(`${affirmed} the segment`, `${denied} the segment`, (reader, isDenied) => ifRead(readMoves(reader, way), isDenied));
}

function ifRead(leaf: LeafOf<Condition> | undefined, denied: boolean): Clause | undefined {
  return leaf === undefined ? undefined : deniedIf<Clause>(denied, leaf);
}

function readAttribute(reader: Reader): Clause | undefined {
  const attribute = readName(reader);
  const read = attribute === undefined ? undefined : readTest(reader);
  if (attribute === undefined || read === undefined) return undefined;
  return deniedIf<Clause>(read.denied, { kind: "attribute", attribute, ...read.test });
}

function readRecords(reader: Reader, isDenied: boolean): Clause | undefined {
  const counted = readCounted(reader, isDenied);
  if (counted === undefined) return undefined;
  const { name, count, where, denied } = counted;
  return deniedIf<Clause>(denied, { kind: "attribute", attribute: name, where, ...count });
}

function readEvent(reader: Reader, isDenied: boolean): Clause | undefined {
  const event = readEventNames(reader);
  const measured = event === undefined ? undefined : readMeasure(reader, isDenied);
  if (event === undefined || measured === undefined) return undefined;
  const window = reader.attempt(() => (reader.words(",") ? readWindow(reader) : undefined)) ?? readWindow(reader);
  const filter = readFilter(reader);
  if (filter === undefined) return undefined;
  const node: EventCondition = {
    kind: "event",
    event,
    ...(filter.where !== undefined && { where: filter.where }),
    ...(window !== undefined && { window }),
    ...measured.asked,
  };
  return deniedIf<Clause>(measured.denied, node);
}

/** Chosen from all time, the window is said of the event after it was chosen. */
function readPick(reader: Reader, pick: "first" | "last"): Clause | undefined {
  const isEver = reader.words("ever");
  const event = readEventNames(reader);
  if (event === undefined) return undefined;
  const before = isEver ? undefined : readWindow(reader);
  const picked: EventCondition = { kind: "event", event, pick, ...(isEver && { pickFrom: "ever" }) };
  const existing = { ...picked, ...(before !== undefined && { window: before }) };
  if (reader.words(EXISTS.affirmed)) return existing;
  if (reader.words(EXISTS.denied)) return { kind: "not", of: existing };
  const isDenied = reader.words("is not one");
  if (!isDenied && !reader.words("is one")) return undefined;
  const window = isEver ? readWindow(reader) : before;
  const filter = readFilter(reader);
  if (filter === undefined) return undefined;
  return deniedIf<Clause>(isDenied, {
    ...picked,
    ...(filter.where !== undefined && { where: filter.where }),
    ...(window !== undefined && { window }),
  });
}

function readSegment(reader: Reader): LeafOf<Condition> | undefined {
  const segment = readLabelled(reader);
  return segment === undefined ? undefined : { kind: "segment", segment };
}

function readMoves(reader: Reader, way: keyof typeof MOVES): LeafOf<Condition> | undefined {
  const segment = readLabelled(reader);
  const window = segment === undefined ? undefined : readWindow(reader);
  return segment === undefined || window === undefined ? undefined : { kind: "segment", segment, [way]: window };
}

function readExported(reader: Reader): LeafOf<Condition> | undefined {
  const destination = readLabelled(reader);
  const window = destination === undefined ? undefined : readWindow(reader);
  return destination === undefined ? undefined : { kind: "exported", destination, ...(window !== undefined && { window }) };
}

function readList(reader: Reader): LeafOf<Condition> | undefined {
  const list = readLabelled(reader);
  return list === undefined ? undefined : { kind: "list", list };
}

/** An id; after a name it stands in parentheses, and says alone what is meant. */
function readLabelled(reader: Reader): string | undefined {
  const first = readName(reader);
  if (first === undefined || !reader.words("(")) return first;
  const id = readName(reader);
  return id !== undefined && reader.words(")") ? id : undefined;
}

function readSample(reader: Reader): LeafOf<Condition> | undefined {
  const percent = readPercent(reader);
  const isOffset = percent !== undefined && reader.words("from");
  const offset = isOffset ? readPercent(reader) : undefined;
  if (percent === undefined || (isOffset && (offset === undefined || !reader.words("on")))) return undefined;
  const salt = reader.words("drawn by") ? readText(reader) : undefined;
  return salt === undefined ? undefined : { kind: "sample", percent, salt, ...(offset !== undefined && { offset }) };
}

function readPercent(reader: Reader): number | undefined {
  const number = readNumber(reader);
  return number !== undefined && reader.words("%") ? number : undefined;
}
