import { countOperators, type CountOperatorRow } from "../operators.ts";
import { readNumber } from "./read-phrase.ts";
import type { Reader } from "./reader.ts";

/** How a number is compared. */
export interface ReadCount {
  readonly op: string;
  readonly value: number | readonly number[];
}

/**
 * `at least 2`, `between 2 and 5`, with what follows the number. `noun` passes over that, and says whether it stands there; `word` reads a
 * number that is said in one word with its noun.
 */
export function readCount(
  reader: Reader,
  noun: (reader: Reader) => boolean = () => true,
  word: (reader: Reader) => number | undefined = () => undefined,
): ReadCount | undefined {
  return firstRow(reader, ({ sentence }) => sentence, noun, word);
}

/** `more than 100`, of what is no count. */
export function readAmountRange(reader: Reader): ReadCount | undefined {
  const words = ({ amountLabel, sentence }: CountOperatorRow) => (amountLabel === undefined ? sentence : `${amountLabel} {}`);
  return firstRow(reader, words, () => true, () => undefined);
}

function firstRow(
  reader: Reader,
  words: (row: CountOperatorRow) => string,
  noun: (reader: Reader) => boolean,
  word: (reader: Reader) => number | undefined,
): ReadCount | undefined {
  for (const row of countOperators) {
    const [before = "", after = ""] = words(row).split("{}");
    const value = reader.attempt(() => {
      if (!reader.words(before)) return undefined;
      const read = row.value === "pair" ? readPair(reader, noun) : (word(reader) ?? readOne(reader, noun));
      return read !== undefined && (after === "" || reader.words(after)) ? read : undefined;
    });
    if (value !== undefined) return { op: row.op, value };
  }
  return undefined;
}

function readOne(reader: Reader, noun: (reader: Reader) => boolean): number | undefined {
  const number = readNumber(reader);
  return number !== undefined && noun(reader) ? number : undefined;
}

function readPair(reader: Reader, noun: (reader: Reader) => boolean): readonly number[] | undefined {
  const low = readNumber(reader);
  const high = low !== undefined && reader.words("and") ? readOne(reader, noun) : undefined;
  return low === undefined || high === undefined ? undefined : [low, high];
}
