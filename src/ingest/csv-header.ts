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
const LONGEST_NAME = 1_000;
const QUOTE = 0x22;
const LF = 0x0a;

/**
 * Reads the header of a CSV file from its first bytes; undefined while its end has not come.
 *
 * @throws AppError `invalid_header` for a column without a name, with a very long one, or with the name of another;
 *   `invalid_file` for UTF-16 and for lines that end with a carriage return alone
 */
export function readCsvHeader(bytes: Uint8Array, complete: boolean): CsvHeader | undefined {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new AppError("invalid_file", "The file is UTF-16.", { hint: "Save it as UTF-8." });
  }
  const end = recordEnd(bytes);
  if (end === undefined && !complete) return undefined;
  const text = new TextDecoder("utf-8").decode(bytes.subarray(0, end ?? bytes.length)).replace(/\r?\n$/, "");
  if (/\r[^\n]/.test(text)) {
    throw new AppError("invalid_file", "The lines of the file end with a carriage return alone.", {
      hint: "Save it with line ends of Unix or Windows.",
    });
  }
  const delimiter = mostFrequent(text);
  const names = splitRecord(text, delimiter);
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (name.trim() === "") {
      throw new AppError("invalid_header", `Column ${index + 1} has no name.`, {
        hint: "The first line must name every column.",
      });
    }
    if (name.length > LONGEST_NAME) {
      throw new AppError("invalid_header", `The name of column ${index + 1} has ${name.length} characters.`, {
        hint: `At most ${LONGEST_NAME} are possible. Is a quote missing?`,
      });
    }
    if (seen.has(name)) {
      throw new AppError("invalid_header", `Two columns are named "${name}".`, { hint: "Give each its own name." });
    }
    seen.add(name);
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
