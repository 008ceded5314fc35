import type { Path, Problem } from "../../errors.ts";
import type { Condition } from "../ast.ts";
import { isTimeZone } from "../day.ts";
import { field } from "../raw.ts";
import { ZONE } from "../sentence-words.ts";
import { readCondition } from "./read-condition.ts";
import { readText } from "./read-phrase.ts";
import { placeIn, type Reader, readerOf } from "./reader.ts";

/** `where` is there only when there are no problems. */
export interface ParsedSentence {
  readonly where: Condition | undefined;
  /** The definition's own zone, where the sentence tells one. IANA name. */
  readonly timeZone: string | undefined;
  /** One at most; its path is `["text", at]`: where in the sentence it stands, in UTF-16 units from 0. */
  readonly problems: readonly Problem[];
  /** The same path for a place in `where`, such as that of what `check` finds: where the condition that holds it begins. */
  readonly placeOf: (path: Path) => Path;
}

/** As much as a request may hold. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/**
 * Reads a full sentence, as `describe` writes it, back into a definition. It judges no names: that does `check`. Space does not matter, a
 * text may stand in straight marks too, and the last full stop may be left out. Takes time in proportion to the length, whatever the text.
 */
export function parseSentence(text: string): ParsedSentence {
  if (text.length > MOST_CHARACTERS) return refused(tooLong());
  const reader = readerOf(text);
  const where = readDefinition(reader);
  const timeZone = where === undefined ? undefined : readZone(reader);
  if (where === undefined || timeZone === undefined || reader.token.kind !== "end") {
    if (timeZone !== undefined) reader.miss("the end of the text");
    return refused(reader.problem());
  }
  return { where, timeZone: timeZone.name, problems: [], placeOf: (path) => placeIn(placeOf(reader, where, path)) };
}

function readDefinition(reader: Reader): Condition | undefined {
  if (reader.words("Everyone")) return ended(reader, { kind: "all", of: [] });
  if (reader.words("Nobody")) return ended(reader, { kind: "any", of: [] });
  const where = reader.words("Customers") ? readCondition(reader) : undefined;
  return where === undefined ? undefined : ended(reader, where);
}

function ended(reader: Reader, where: Condition): Condition | undefined {
  return reader.words(".") || reader.token.kind === "end" ? where : undefined;
}

/** The zone, if one is told; undefined when what is told is none. */
function readZone(reader: Reader): { readonly name: string | undefined } | undefined {
  if (!reader.words(ZONE)) return { name: undefined };
  const { token } = reader;
  const name = readText(reader);
  if (name === undefined) return undefined;
  if (isTimeZone(name)) return reader.words(".") || reader.token.kind === "end" ? { name } : undefined;
  return reader.stop(`${JSON.stringify(token.value)} is not a time zone.`, 'Use an IANA name such as "Europe/Berlin" or "UTC".', token);
}

/** Where the innermost node on the way begins. */
function placeOf(reader: Reader, where: Condition, path: Path): number {
  let node: unknown = where;
  let place = reader.placeOf(where) ?? 0;
  for (const key of path) {
    node = field(node, key);
    if (typeof node !== "object" || node === null) break;
    place = reader.placeOf(node) ?? place;
  }
  return place;
}

function refused(problem: Problem): ParsedSentence {
  return { where: undefined, timeZone: undefined, problems: [problem], placeOf: () => placeIn(0) };
}

function tooLong(): Problem {
  return {
    code: "invalid_sentence",
    message: `A sentence has ${MOST_CHARACTERS.toLocaleString("en")} characters at most.`,
    path: placeIn(0),
    hint: "Give the definition as JSON instead.",
  };
}
