import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Condition } from "../../src/segment/ast.ts";
import { everyone } from "../reference/dataset.ts";
import { datasetCatalog, datasetReferred, loadDataset } from "./dataset.ts";

/** A sentence of the specification, with the customers that a definition selects. */
export interface LanguageCase {
  /** The file it stands in. */
  readonly group: string;
  readonly name: string;
  readonly where: Condition;
  /** RFC 3339. */
  readonly now: string;
  /** IANA name. */
  readonly timeZone: string;
  /** The segment's own, which wins. */
  readonly ownTimeZone: string | undefined;
  /** Customer keys, sorted. */
  readonly expect: readonly string[];
}

/** A definition that must be refused, with every code that must be reported, sorted. */
export interface Refusal {
  readonly name: string;
  readonly where: unknown;
  /** Whether `check` can tell, or only the engine when it is asked. */
  readonly by: "check" | "engine";
  readonly problems: readonly string[];
}

/** What every case is judged with, unless it says otherwise: the clock stands on the day when Berlin's clocks go forward. */
const NOW = "2024-03-31T12:00:00.000Z";
const TIME_ZONE = "UTC";

const keys = z.array(z.string());
const accepted = z
  .strictObject({
    name: z.string(),
    // The border at which a case becomes a tree: the checker has its own tests, the evaluators refuse what they do not know.
    where: z.custom<Condition>((where) => typeof where === "object" && where !== null),
    now: z.string().default(NOW),
    timeZone: z.string().default(TIME_ZONE),
    ownTimeZone: z.string().optional(),
    expect: keys.optional(),
    except: keys.optional(),
  })
  .refine((one) => (one.expect === undefined) !== (one.except === undefined), "either expect or except");
const refused = z.strictObject({
  name: z.string(),
  where: z.unknown(),
  by: z.enum(["check", "engine"]).default("check"),
  problems: z.array(z.string()).min(1),
});

export const dataset = loadDataset("small", "small-more");

/** What the cases may refer to. */
export const referred = datasetReferred(dataset);

/** Every case of `cases/*.yaml`. There, `expect` lists the members, or `except` the customers who are no members. */
export const cases: readonly LanguageCase[] = files("cases").flatMap(({ group, content }) =>
  z
    .array(accepted)
    .parse(content)
    .map(({ expect, except, ownTimeZone, ...rest }) => ({ ...rest, ownTimeZone, group, expect: expect ? sorted(known(expect)) : allBut(except ?? []) })),
);

/** Every refusal of `refusals/*.yaml`, to be checked against `refusalCatalog`. */
export const refusals: readonly Refusal[] = files("refusals").flatMap(({ content }) =>
  z
    .array(refused)
    .parse(content)
    .map((one) => ({ ...one, problems: sorted(one.problems) })),
);

const refusalDataset = loadDataset("refusals");

export const refusalCatalog = datasetCatalog(refusalDataset);

export const refusalReferred = datasetReferred(refusalDataset);

function files(folder: string): { group: string; content: unknown }[] {
  const directory = new URL(`${folder}/`, import.meta.url);
  return readdirSync(directory)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => ({ group: file.slice(0, -".yaml".length), content: parse(readFileSync(new URL(file, directory), "utf8")) }));
}

function allBut(keys: readonly string[]): string[] {
  known(keys);
  return sorted(everyone(dataset).filter((key) => !keys.includes(key)));
}

/** Guards against a slip of the pen: a key that no customer has would make a case that says less than it seems to. */
function known(keys: readonly string[]): readonly string[] {
  const all = everyone(dataset);
  for (const key of keys) {
    if (!all.includes(key)) throw new Error(`no customer ${key} in the data set`);
  }
  return keys;
}

function sorted(values: readonly string[]): string[] {
  return [...values].sort();
}
