import { AppError } from "../errors.ts";

export type Delimiter = "," | ";" | "\t" | "|";

export interface CsvHeader {
  readonly names: readonly string[];
  readonly delimiter: Delimiter;
  /** How many lines of the file the header takes. */
  readonly lines: number;
  /** Where the first row begins, in bytes after the byte order mark. */
  readonly length: number;
}

const DELIMITERS: readonly Delimiter[] = [",", ";", "\t", "|"];
const QUOTE = 0x22;
const LF = 0x0a;

/**
 * Reads the header of a CSV file from its first bytes; undefined while its end has not come.
 *
 * @throws AppError `invalid_header` for a column without a name, or with the name of another
 */
export function readCsvHeader(bytes: Uint8Array, complete: boolean): CsvHeader | undefined {
  const end = recordEnd(bytes);
  if (end === undefined && !complete) return undefined;
  const text = new TextDecoder("utf-8").decode(bytes.subarray(0, end ?? bytes.length)).replace(/\r?\n$/, "");
  const delimiter = mostFrequent(text);
  const names = splitRecord(text, delimiter);
  for (const [index, name] of names.entries()) {
    if (name.trim() === "") {
      throw new AppError("invalid_header", `Column ${index + 1} has no name.`, {
        hint: "The first line must name every column.",
      });
    }
    if (names.indexOf(name) !== index) {
      throw new AppError("invalid_header", `Two columns are named "${name}".`, { hint: "Give each its own name." });
    }
  }
  return { names, delimiter, lines: text.split("\n").length, length: end ?? bytes.length };
}

function recordEnd(bytes: Uint8Array): number | undefined {
  let quoted = false;
  for (const [index, byte] of bytes.entries()) {
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === LF && !quoted) return index + 1;
  }
  return undefined;
}

function mostFrequent(text: string): Delimiter {
  const bare = text.replace(/"(?:[^"]|"")*"/g, "");
  const count = (delimiter: Delimiter): number => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

function splitRecord(text: string, delimiter: Delimiter): string[] {
  const names: string[] = [];
  let name = "";
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '"') {
      if (quoted && text.charAt(index + 1) === '"') {
        name += '"';
        index += 1;
      } else quoted = !quoted;
    } else if (character === delimiter && !quoted) {
      names.push(name);
      name = "";
    } else name += character;
  }
  return [...names, name];
}
