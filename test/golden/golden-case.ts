import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Condition } from "../../src/segment/ast.ts";
import type { Circumstances } from "../../src/segment/checked.ts";
import { check } from "../../src/segment/check.ts";
import { catalog, NOW, segments } from "./catalog.ts";

export interface GoldenCase {
  readonly name: string;
  readonly where: Condition;
  readonly circumstances: Circumstances;
  /** The condition as its file has it. */
  readonly written: string;
}

/** A long value without its length in the file: `value` with numbers from 1, `times` of them, or one text of `joined` letters. */
const repeat = z.union([
  z.strictObject({ value: z.string(), times: z.number() }).transform(({ value, times }) => numbered(times).map((at) => `${value}${at}`)),
  z.strictObject({ number: z.number(), times: z.number() }).transform(({ number, times }) => numbered(times).map((at) => number * at)),
  z.strictObject({ value: z.string(), joined: z.number() }).transform(({ value, joined }) => value.repeat(joined)),
]);
const shape = z.array(
  z.strictObject({ name: z.string(), where: z.looseObject({ repeat: repeat.optional() }), timeZone: z.string().default("UTC") }),
);

/** The names of the files in `cases`. */
export const groups: readonly string[] = readdirSync(new URL("cases/", import.meta.url))
  .map((file) => file.replace(/\.yaml$/, ""))
  .sort();

/** The cases of one file. Throws when one has a definition with a problem. */
export function casesOf(group: string): GoldenCase[] {
  const content: unknown = parse(readFileSync(new URL(`cases/${group}.yaml`, import.meta.url), "utf8"));
  const written = z.array(z.looseObject({ where: z.unknown() })).parse(content);
  return shape.parse(content).map(({ name, where: { repeat: value, ...rest }, timeZone }, at) => {
    const circumstances = { catalog, now: NOW, timeZone, segments };
    const { condition, problems } = check(value === undefined ? rest : { ...rest, value }, circumstances);
    if (condition === undefined) throw new Error(`${group}: ${name}: ${JSON.stringify(problems)}`);
    return { name, where: condition, circumstances, written: JSON.stringify(written[at]?.where) };
  });
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}
