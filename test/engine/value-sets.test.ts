import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { NOTHING_REFERRED } from "../../src/segment/checked.ts";
import type { Filter, Leaf, ValueTest } from "../../src/compiler/plan.ts";
import { leafSql } from "../../src/compiler/print-leaf.ts";
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
  readonly seen: string;
  readonly marks: readonly number[];
  /** Long, and of few customers: what takes room is the texts alone. */
  readonly title: string | null;
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
  seen: new Date(((row % 12) - 4) * 43_200_000).toISOString(),
  marks: [row % 9, row % 4],
  title: row < 10 ? `${row}`.repeat(2_000) : null,
}));

/** More than the sets of one attribute take; twice that is less than those of three. */
const MOST_OF_ONE = 7_500;

const TESTS: readonly (readonly [attribute: keyof Row, test: ValueTest])[] = [
  ["city", { kind: "text_in", values: ["praha", "ÚSTÍ NAD LABEM"], fold: true }],
  ["city", { kind: "text_in", values: ["Brno", ...Array.from({ length: 900 }, (_, at) => `${at}`.repeat(40))], fold: false }],
  ["city", { kind: "text_contains", values: ["NAD", "rn"], fold: true }],
  ["city", { kind: "text_ends", value: "HA", fold: false }],
  ["city", { kind: "text_matches", pattern: "^(?i)pr" }],
  ["city", { kind: "known" }],
  ["age", { kind: "number_in", values: [-0, 20, 21] }],
  ["age", { kind: "number_between", low: { value: 30, included: false } }],
  ["vip", { kind: "boolean_is", value: false }],
  ["joined", { kind: "date_between", from: "2024-03-10", to: "2024-05-10" }],
  ["joined", { kind: "date_anniversary", days: ["04-10", "07-10"] }],
  ["seen", { kind: "time_between", from: Date.UTC(1969, 11, 31, 12), to: Date.UTC(1970, 0, 3) }],
  ["seen", { kind: "time_in_spans", spans: [[Date.UTC(1969, 11, 31), Date.UTC(1970, 0, 1)], [Date.UTC(1970, 0, 5), Date.UTC(1970, 0, 6)]] }],
  ["likes", { kind: "text_in", values: ["čaj"], fold: true }],
  ["likes", { kind: "known" }],
  ["marks", { kind: "number_in", values: [0, 7] }],
];

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
  ])("answers %s", async (_, where, isIn) => {
    const values = new ValueSets(bench.storage);
    const leaf = leafOf(where);
    expect(values.find(leaf, bench.storage.catalog)).toBeUndefined();
    expect(await sizeOf(await answered(values, leaf))).toBe(rows.filter(isIn).length);
  });

  it("passes every test of values that the rows pass", async () => {
    const values = new ValueSets(bench.storage);
    for (const [name, test] of TESTS) {
      const { column, type } = bench.storage.catalog.attributes.find((each) => each.name === name) ?? never();
      const passes: Filter =
        type.kind === "list" ? { kind: "items", match: "some", items: { kind: "list", column }, test } : { kind: "value", column, test };
      const leaf: Leaf = { kind: "attribute", passes, reads: { attributes: [name], events: [], lists: [], customers: false } };
      const all = leafSql(leaf);
      const size = await sizeOf({ query: all, release: () => undefined });
      expect([name, test, await sizeOf(await answered(values, leaf))]).toEqual([name, test, size]);
    }
  });

  it("is not made when there are too many values", async () => {
    const values = new ValueSets(bench.storage);
    const email = leafOf(attribute("email", "contains", "1"));
    for (let time = 1; time <= 2; time += 1) values.find(email, bench.storage.catalog);
    // They are made one after the other.
    await answered(values, leafOf(attribute("vip", "is_true")));
    expect(values.find(email, bench.storage.catalog)).toBeUndefined();
  });

  it("is not kept when the values themselves are too large", async () => {
    const values = new ValueSets(bench.storage, 4 * MOST_OF_ONE);
    const title = leafOf(attribute("title", "contains", "1"));
    for (let time = 1; time <= 2; time += 1) values.find(title, bench.storage.catalog);
    await answered(values, leafOf(attribute("vip", "is_true")));
    expect(values.find(title, bench.storage.catalog)).toBeUndefined();
  });

  it("does not answer what is no question about single values", () => {
    const values = new ValueSets(bench.storage);
    const all = { ...attribute("likes", "any_of", ["tea"]), match: "all" } as Condition;
    for (const where of [all, all, { kind: "sample", percent: 50, salt: "a" } as Condition]) {
      expect(values.find(leafOf(where), bench.storage.catalog)).toBeUndefined();
    }
  });

  it("is dropped, that of the attribute not used for longest first, when all take too much memory, but not while it is read", async () => {
    const values = new ValueSets(bench.storage, 2 * MOST_OF_ONE);
    const [city, age, joined] = ["city", "age", "joined"].map((name) => leafOf(attribute(name, "is_known"))) as [Leaf, Leaf, Leaf];
    const held = await answered(values, city);
    (await answered(values, age)).release();
    (await answered(values, joined)).release();
    expect(values.find(city, bench.storage.catalog)).toBeUndefined();
    expect(values.find(joined, bench.storage.catalog)).toBeDefined();
    expect(await sizeOf(held)).toBe(rows.filter(({ city: of }) => of !== null && of !== "").length);
    await vi.waitFor(async () => expect(await tables()).not.toContain(tableOf(held)));
  });
});

it("a count by them is the count by all customers; an import of the attribute is seen at once, and so is a new engine", async () => {
  const leaves = new Leaves(bench.storage);
  let asked = 0;
  const counted = async (city: string): Promise<number> => {
    asked += 1;
    return (await count({ ...bench, leaves }, { where: attribute("city", "any_of", [city, `-${asked}`]) })).count;
  };
  const inCity = (city: string): number => rows.filter((row) => row.city?.toLowerCase() === city).length;
  const made = async (before: readonly string[]): Promise<string> => {
    return vi.waitFor(async () => (await tables()).find((name) => !before.includes(name)) ?? never(), { timeout: 10_000, interval: 20 });
  };
  let before = await tables();
  for (const city of ["brno", "praha"]) expect(await counted(city)).toBe(inCity(city));
  const first = await made(before);
  expect(await counted("praha")).toBe(inCity("praha"));

  await load([{ city: "Praha" }, { city: "Praha" }].map((row, index) => ({ customer_id: `new${index}`, ...row })));
  for (const city of ["praha", "brno"]) expect(await counted(city)).toBe(inCity(city) + (city === "praha" ? 2 : 0));
  before = await tables();
  expect(before).not.toContain(first);

  process.kill(Number(bench.local.pid()), "SIGKILL");
  for (const city of ["PRAHA", "BRNO"]) expect(await counted(city)).toBe(inCity(city.toLowerCase()) + (city === "PRAHA" ? 2 : 0));
  await made([]);
  expect(await counted("Praha")).toBe(inCity("praha") + 2);
});

function leafOf(where: Condition): Leaf {
  const [leaf] = ask({ where }, bench.storage.catalog, bench.clock, NOTHING_REFERRED).plan.leaves;
  if (leaf === undefined) throw new Error("a condition without a leaf");
  return leaf;
}

/** The question by value, once the sets are there. */
async function answered(values: ValueSets, leaf: Leaf): Promise<ValueQuestion> {
  for (let attempt = 0; ; attempt += 1) {
    const found = values.find(leaf, bench.storage.catalog);
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

function tableOf({ query }: ValueQuestion): string {
  return /values_\w+/.exec(query.text)?.[0] ?? never();
}

/** The filled tables of sets by value. */
async function tables(): Promise<readonly string[]> {
  const found = await bench.storage.engine.rows({
    text: "SELECT name FROM system.tables WHERE database = 'coterie_scratch' AND startsWith(name, 'values_') AND total_rows > 0",
    params: {},
    lists: [],
  });
  return found.map((row) => z.string().parse(row["name"]));
}
