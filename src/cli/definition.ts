import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { parse, YAMLParseError } from "yaml";
import { z } from "zod";
import { AppError, problemsError } from "../errors.ts";
import { openDefinition } from "../segment/parse.ts";
import type { Question } from "../results/data.ts";

/** Where a definition was read from, for messages. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Reads a file, or standard input when the path is `-`. @throws AppError `no_such_file` */
export async function readSource(path: string): Promise<Source> {
  if (path === "-") return { name: "standard input", text: await text(process.stdin) };
  try {
    return { name: path, text: await readFile(path, "utf8") };
  } catch (error) {
    throw unreadable(path, error);
  }
}

export function unreadable(path: string, cause: unknown): AppError {
  const missing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
  return new AppError("no_such_file", missing ? `There is no file ${path}.` : `${path} can't be read.`, {
    hint: "Check the path.",
    cause,
  });
}

/** The lines of NDJSON, when the text is that: no document as a whole, and a line of it is one. */
export function questionLines(source: Source): readonly string[] | undefined {
  const lines = source.text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const isNdjson = lines.length > 1 && readJson(source.text) === undefined && lines.some((line) => line.startsWith("{") && readJson(line));
  return isNdjson ? lines : undefined;
}

/**
 * Reads a definition as JSON or YAML: an object with `kind` is a condition, with `where` a segment or a question.
 * What is wrong with the condition itself is left to the check.
 *
 * @throws AppError `invalid_definition` when the text can't be read at all, `too_deep`
 */
export function parseDefinition({ name, text: content }: Source): unknown {
  const json = readJson(content);
  if (json !== undefined) return json.value;
  try {
    return parse(content, { maxAliasCount: 0 });
  } catch (error) {
    // A RangeError, or what the reader of YAML makes of one.
    if (error instanceof Error && error.message.includes("call stack")) {
      throw new AppError("too_deep", `${name} is nested too deep to be read.`, { hint: "Unwrap groups that hold a single condition.", cause: error });
    }
    if (!(error instanceof YAMLParseError || error instanceof ReferenceError)) throw error;
    throw new AppError("invalid_definition", `${name} is neither JSON nor YAML: ${error.message.split("\n")[0]}`, {
      hint: "Look at the named line.",
    });
  }
}

/** What the command line adds to a definition. */
export interface Asking {
  readonly now?: string | undefined;
  readonly timeZone?: string | undefined;
}

/**
 * A question from a definition: a segment's own zone wins over the one that is asked for.
 *
 * @throws AppError `invalid_definition` for what is neither a condition nor a segment
 */
export function toQuestion(definition: unknown, asking: Asking): Question {
  const { where, timeZone, problems } = openDefinition(definition);
  if (problems.length > 0) throw problemsError("invalid_definition", "The definition", problems);
  return { where, now: asking.now, timeZone: asking.timeZone, ownTimeZone: timeZone };
}

const lineSchema = z.looseObject({ now: z.string().optional() });

/** A question from a line `{where, now?, timeZone?}`. @throws AppError `invalid_definition` */
export function lineToQuestion(line: string, asking: Asking): Question {
  const parsed = lineSchema.safeParse(parseDefinition({ name: "the line", text: line }));
  if (!parsed.success) {
    throw new AppError("invalid_definition", "The line is not {where, now?, timeZone?}.", {
      hint: 'Write one such object a line, for example {"where": {"kind": "all", "of": []}}.',
    });
  }
  const { now, ...definition } = parsed.data;
  return toQuestion(definition, { ...asking, ...(now !== undefined && { now }) });
}

function readJson(content: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(content) };
  } catch {
    return undefined;
  }
}
