import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Leaf } from "../../src/compiler/plan.ts";
import { count } from "../../src/results/audience.ts";
import { Leaves } from "../../src/results/leaves.ts";
import { ask } from "../../src/results/question.ts";
import { type ValueQuestion, ValueSets } from "../../src/results/value-sets.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";

/** Who has each value of an attribute is kept after the first question about it; answers are the same before and after. */
const CUSTOMERS = 3_000;

interface Row {
  readonly city: string | null;
  readonly age: number | null;
  readonly vip: boolean | null;
  readonly joined: string | null;
  readonly likes: readonly string[];
  readonly email: string;
}

const CITIES = ["Praha", "PRAHA", "Brno", "Ústí nad Labem", ""];
const LIKES = ["tea", "Coffee", "čaj"];
const rows: Row[] = Array.from({ length: CUSTOMERS }, (_, row) => ({
  city: row % 7 === 0 ? null : (CITIES[row % 5] ?? null),
  age: row % 11 === 0 ? null : 18 + (row % 60),
  vip: row % 3 === 0 ? null : row % 2 === 0,
  joined: row % 13 === 0 ? null : `2024-0${1 + (row % 9)}-10`,
  likes: LIKES.filter((_, item) => (row >> item) % 2 === 1),
  email: `person.${row}@example.com`,
}));

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
  await load(rows);
});
afterAll(() => bench.close());

const attribute = (name: string, op: string, value?: unknown): Condition =>
  ({ kind: "attribute", attribute: name, op, ...(value !== undefined && { value }) }) as Condition;

describe("who has each value of an attribute", () => {
  it.each<[string, Condition, (row: Row) => boolean]>([
    ["a text in any case", attribute("city", "equals", "praha"), ({ city }) => city?.toLowerCase() === "praha"],
    ["a part of a text", attribute("city", "contains", "N"), ({ city }) => city?.toLowerCase().includes("n") === true],
    ["a text that is not", attribute("city", "not_equals", "Brno"), ({ city }) => city === "Brno"],
    ["a number in a range", attribute("age", "between", [20, 40]), ({ age }) => age !== null && age >= 20 && age <= 40],
    ["yes", attribute("vip", "is_true"), ({ vip }) => vip === true],
    ["a known value", attribute("joined", "is_known"), ({ joined }) => joined !== null],
    ["a day", attribute("joined", "after", "2024-05-10"), ({ joined }) => joined !== null && joined > "2024-05-10"],
    ["an item of a list", { ...attribute("likes", "any_of", ["ČAJ", "coffee"]), match: "any" } as Condition, ({ likes }) => likes.length > 1 || (likes.length === 1 && likes[0] !== "tea")],
  ])("answers %s from the second question on", async (_, where, isIn) => {
    const values = new ValueSets(bench.storage);
    const leaf = leafOf(where);
    expect(values.ask(leaf, bench.storage.catalog)).toBeUndefined();
    expect(await sizeOf(await answered(values, leaf))).toBe(rows.filter(isIn).length);
  });

  it("is not made when there are too many values", async () => {
    const values = new ValueSets(bench.storage);
    const email = leafOf(attribute("email", "contains", "1"));
    values.ask(email, bench.storage.catalog);
    // They are made one after the other.
    await answered(values, leafOf(attribute("vip", "is_true")));
    expect(values.ask(email, bench.storage.catalog)).toBeUndefined();
  });

  it("does not answer what is no question about single values", () => {
    const values = new ValueSets(bench.storage);
    for (const where of [{ ...attribute("likes", "any_of", ["tea"]), match: "all" } as Condition, { kind: "sample", percent: 50, salt: "a" } as Condition]) {
      expect(values.ask(leafOf(where), bench.storage.catalog)).toBeUndefined();
    }
  });

  it("is dropped, that of the attribute not used for longest first, when all take too much memory, but not while it is read", async () => {
    const values = new ValueSets(bench.storage, 1);
    const [city, age, vip] = ["city", "age", "vip"].map((name) => leafOf(attribute(name, "is_known"))) as [Leaf, Leaf, Leaf];
    const held = await answered(values, city);
    (await answered(values, age)).release();
    (await answered(values, vip)).release();
    expect(values.ask(age, bench.storage.catalog)).toBeUndefined();
    expect(await sizeOf(held)).toBe(rows.filter(({ city: of }) => of !== null && of !== "").length);
  });
});

it("a count by them is the count by all customers, and sees an import at once", async () => {
  const leaves = new Leaves(bench.storage);
  const counted = async (value: string): Promise<number> => (await count({ ...bench, leaves }, { where: attribute("city", "any_of", [value, "-"]) })).count;
  const inCity = (city: string): number => rows.filter((row) => row.city?.toLowerCase() === city).length;
  const before = await tables(0);
  expect(await counted("brno")).toBe(inCity("brno"));
  await tables(1, before);
  expect(await counted("praha")).toBe(inCity("praha"));
  await load([{ city: "Praha" }, { city: "Praha" }].map((row, index) => ({ customer_id: `new${index}`, ...row })));
  expect(await counted("praha")).toBe(inCity("praha") + 2);
  await tables(2, before);
  expect(await counted("PRAHA")).toBe(inCity("praha") + 2);
});

function leafOf(where: Condition): Leaf {
  const [leaf] = ask({ where }, bench.storage.catalog, bench.clock, new Map()).plan.leaves;
  if (leaf === undefined) throw new Error("a condition without a leaf");
  return leaf;
}

/** The question by value, once the sets are there. */
async function answered(values: ValueSets, leaf: Leaf): Promise<ValueQuestion> {
  for (let attempt = 0; ; attempt += 1) {
    const found = values.ask(leaf, bench.storage.catalog);
    if (found !== undefined || attempt === 500) return found ?? never();
    await sleep(10);
  }
}

async function sizeOf({ query, release }: ValueQuestion): Promise<number> {
  const [row] = await bench.storage.engine.rows({ ...query, text: `SELECT bitmapCardinality(members) AS size FROM (${query.text})` });
  release();
  return z.number().parse(row?.["size"]);
}

function never(): never {
  throw new Error("the sets by value were never made");
}

async function load(values: readonly object[]): Promise<void> {
  const lines = values.map((row, index) => JSON.stringify({ customer_id: `c${index}`, ...row }));
  await bench.importText("customers", "ndjson", lines.join("\n"));
}

/** The filled tables of sets by value beside those before, once there are so many. */
async function tables(least: number, before: readonly string[] = []): Promise<readonly string[]> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = await bench.storage.engine.rows({
      text: "SELECT name FROM system.tables WHERE database = 'coterie_scratch' AND startsWith(name, 'values_') AND total_rows > 0",
      params: {},
      lists: [],
    });
    const names = found.map((row) => z.string().parse(row["name"])).filter((name) => !before.includes(name));
    if (names.length >= least) return names;
    await sleep(20);
  }
  return never();
}
