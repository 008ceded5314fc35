import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typeName } from "../../src/catalog/type-name.ts";
import type { ValueType } from "../../src/catalog/types.ts";
import type { ImportReport } from "../../src/ingest/request.ts";
import { count } from "../../src/results/audience.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { attributesOf, eventsOf } from "./stored.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

/** A file with a column a case: the first cell is its type, the others its values in CSV. */
const COLUMNS: readonly (readonly [type: string | undefined, ...values: string[]])[] = [
  ["number", "0", "-12.50", "1e3"],
  ["number", "5.", "", "-0"],
  ["text", "007", "1", "2"],
  ["text", "+6581234567", "1", "2"],
  ["text", "1234567890123456", "1", "2"],
  ["text", "1", "", "x"],
  ["text", "NaN", "1", "2"],
  ["text", "1,5", "2,5", ""],
  ["boolean", "true", "FALSE", "True"],
  ["text", "true", "1", ""],
  ["boolean", "yes", "No", ""],
  ["boolean", "Y", "n", "y"],
  ["boolean", "yes", "true", "n"],
  ["text", "no", "NO", ""],
  ["text", "yes", "no", "maybe"],
  ["date", "2024-02-29", "1900-01-01", "2299-12-31"],
  ["text", "2023-02-29", "2024-01-01", ""],
  ["text", "01/02/2024", "2024-01-01", ""],
  ["datetime", "2024-01-01T10:00", "2024-01-01 10:00:00.5+02:00", ""],
  ["datetime", "2024-01-01", "2024-01-01T10:00:00Z", ""],
  ["text", "2024-01-01", "5", ""],
  ["text[]", '["a","b"]', "[]", ""],
  ["number[]", "[1,null]", "[2.5]", ""],
  ["{a:number,b:text}[]", '[{"a":1}]', '{"b":"x"}', "[]"],
  ["text", "[broken", "[1]", ""],
  [undefined, "", "", ""],
  [undefined, "[]", "", "[]"],
];

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe("a column without a known or given type", () => {
  let report: ImportReport;
  beforeAll(async () => {
    const header = ["customer_id", ...COLUMNS.map((_, at) => `c${at}`)];
    const rows = [1, 2, 3].map((row) => [`k${row}`, ...COLUMNS.map((column) => column[row] ?? "")]);
    report = await bench.importText("customers", "csv", [header, ...rows].map((row) => row.map(quoted).join(",")).join("\n"));
  });

  it.each(COLUMNS.map(([type, ...values], at) => ({ type: type ?? "left out", values: values.join(" · "), at })))(
    "is $type with the values $values",
    ({ type, at }) => {
      expect(report.columns.find(({ name }) => name === `c${at}`)?.type ?? "left out").toBe(type);
    },
  );

  it("rejects nothing, because its type fits all of its values", () => {
    expect(report).toMatchObject({ read: 3, accepted: 3, rejected: 0 });
    expect(report.columns.filter(({ decided }) => decided !== "role" && decided !== "inferred")).toEqual([]);
  });

  it("keeps every value", async () => {
    expect(await attributesOf(bench, "k1")).toMatchObject({
      c0: 0, c2: "007", c3: "+6581234567", c4: "1234567890123456", c8: true, c10: true, c15: "2024-02-29",
      c18: "2024-01-01T10:00:00.000Z", c19: "2024-01-01T00:00:00.000Z", c22: [1], c23: [{ a: 1, b: null }],
    });
    expect(await attributesOf(bench, "k2")).toMatchObject({
      c0: -12.5, c8: false, c10: false, c15: "1900-01-01", c18: "2024-01-01T08:00:00.500Z", c19: "2024-01-01T10:00:00.000Z",
      c21: [], c23: [{ a: null, b: "x" }], c24: "[1]",
    });
  });
});

describe("a type that is given", () => {
  it("wins over what would be inferred, and rejects what is not of it", async () => {
    const report = await bench.importText(
      "customers",
      "csv",
      "customer_id,zip,flag,born,amount,none\n1,01234,YES,2000-01-01,5,\n2,01235,ja,2000-01-01,5,\n3,01236,no,2000-13-01,5,\n4,01237,,,x,\n5,1,true,2000-01-01,1e400,\n",
      { types: "zip=number,flag=boolean,born=datetime,amount=number,none=date" },
    );
    expect(report.rejects).toEqual([
      { line: 3, reason: 'flag: "ja" is not a boolean' },
      { line: 4, reason: 'born: "2000-13-01" is not a datetime' },
      { line: 5, reason: 'amount: "x" is not a number' },
    ]);
    expect(report.columns.slice(1).map(({ decided }) => decided)).toEqual(Array(5).fill("given"));
    expect(await attributesOf(bench, "1")).toMatchObject({ zip: 1234, flag: true, born: "2000-01-01T00:00:00.000Z", none: null });
    expect(await attributesOf(bench, "5")).toMatchObject({ amount: null });
  });

  it.each([
    ["for a column that is known as another type", "zip=text", "type_conflict"],
    ["for a column that the file does not have", "zap=text", "unknown_column"],
  ])("%s refuses the file", async (_, types, code) => {
    await expect(bench.importText("customers", "csv", "customer_id,zip\n1,2\n", { types })).rejects.toMatchObject({ code });
  });
});

it("a row that can't be read has no say in the types of the columns", async () => {
  const report = await bench.importText("customers", "csv", "customer_id,price,name\n1,9.5,a\n2,oops,9.5,b\n3,broken\n");
  expect(report).toMatchObject({ accepted: 1, rejected: 2 });
  expect(report.columns).toContainEqual({ name: "price", type: "number", decided: "inferred" });
});

it("a column keeps the type that it has, and what is not of it is rejected", async () => {
  const report = await bench.importText("customers", "csv", "customer_id,price,c15\n1,cheap,2024-01-01\n2,3,later\n3,4,2025-01-01\n");
  expect(report.rejects).toEqual([
    { line: 2, reason: 'price: "cheap" is not a number' },
    { line: 3, reason: 'c15: "later" is not a date' },
  ]);
  expect(report.columns.slice(1).map(({ decided }) => decided)).toEqual(["known", "known"]);
  expect(bench.storage.catalog.attributes.filter(({ name }) => name === "price").map(({ type }) => typeName(type))).toEqual(["number"]);
});

describe("a column of text that is nearly something else", () => {
  it("is told with how many values fit and where the first other one is", async () => {
    const rows = Array.from({ length: 40 }, (_, at) => [
      `n${at}`,
      at === 20 ? '"12,5x"' : String(at),
      at % 10 === 9 ? "never" : at % 2 === 0 ? "2024-01-01" : "2024-01-01T10:00:00Z",
      "NO",
      at < 20 ? String(at) : "word",
      at === 3 ? '"two\nlines"' : `word ${at}`,
      at === 9 ? "007" : String(1_000 + at),
    ]);
    const header = ["customer_id", "miss_spend", "miss_seen", "miss_country", "miss_half", "miss_text", "miss_zip"];
    const { columns } = await bench.importText("customers", "csv", [header, ...rows].map((row) => row.join(",")).join("\n"));
    expect(Object.fromEntries(columns.slice(1).map(({ name, type, nearMiss }) => [name, [type, nearMiss]]))).toEqual({
      // A cell before it has two lines.
      miss_spend: ["text", { type: "number", fits: 39, known: 40, first: { line: 23, value: "12,5x" } }],
      miss_seen: ["text", { type: "datetime", fits: 36, known: 40, first: { line: 12, value: "never" } }],
      miss_country: ["text", { type: "boolean", fits: 40, known: 40, first: null }],
      miss_half: ["text", undefined],
      miss_text: ["text", undefined],
      // A code, and right as it is.
      miss_zip: ["text", undefined],
    });
  });

  it("of a property is told of the events in which it is new", async () => {
    const rows = [1, 2, 3, "x"].map((total, at) => `e${at},Near Bought,2024-01-01,${total}\ne${at},Near Seen,2024-01-01,page ${at}`);
    const { columns } = await bench.importText("events", "csv", `customer_id,event,time,miss_total\n${rows.join("\n")}\ne9,Near Seen,2024-01-01,1\n`);
    expect(columns.filter(({ name }) => name === "miss_total")).toEqual([
      { name: "miss_total", type: "text", decided: "inferred" },
    ]);
    const alone = await bench.importText("events", "csv", "customer_id,event,time,miss_total\n1,Near,2024-01-01,1\n1,Near,2024-01-02,2\n1,Near,2024-01-03,x\n");
    expect(alone.columns.at(-1)?.nearMiss).toEqual({ type: "number", fits: 2, known: 3, first: { line: 4, value: "x" } });
  });
});

describe("another type for what is stored", () => {
  const type = (name: ValueType) => ({ kind: "value", of: name }) as const;

  it("is refused while a value is not of it, and keeps every value once all are", async () => {
    await bench.importText("customers", "csv", "customer_id,retyped\nr1,1.50\nr2,\"12,5x\"\nr3,\nr4,7\n");
    await expect(bench.importer.retype({ name: "retyped", type: type("number") })).rejects.toMatchObject({
      code: "type_conflict",
      message: '1 of 3 known values of "retyped" is not a number; the first is "12,5x" of the customer "r2".',
    });
    await bench.importText("customers", "csv", "customer_id,retyped\nr2,12.5\n");
    const done = await bench.importer.retype({ name: "retyped", type: type("number") });
    expect(done).toEqual({ from: "text", to: "number", known: 3, misfits: 0, firstMisfits: [] });
    const valuesOf = () => Promise.all(["r1", "r2", "r3", "r4"].map(async (key) => (await attributesOf(bench, key))?.["retyped"]));
    expect(await valuesOf()).toEqual([1.5, 12.5, null, 7]);
    expect(await count(bench, { where: { kind: "attribute", attribute: "retyped", op: "at_least", value: 2 } })).toMatchObject({ count: 2 });
    // What an import replaces, keeps and rejects afterwards.
    const again = await bench.importText("customers", "csv", "customer_id,retyped,later\nr1,2,\nr4,x,\n");
    expect(again.rejects).toEqual([{ line: 3, reason: 'retyped: "x" is not a number' }]);
    await bench.importText("customers", "csv", "customer_id,later\nr2,here\n");
    expect(await valuesOf()).toEqual([2, 12.5, null, 7]);
    await bench.importer.retype({ name: "retyped", type: type("text") });
    expect(await valuesOf()).toEqual(["2", "12.5", null, "7"]);
  });

  it("of one event's property leaves other events alone, and lets misfits become unknown when that is asked for", async () => {
    const rows = "s1,Sold,2024-01-01,3\ns1,Sold,2024-01-02,x\ns1,Given,2024-01-03,y\n";
    await bench.importText("events", "csv", `customer_id,event,time,price\n${rows}`);
    const done = await bench.importer.retype({ name: "price", event: "Sold", type: type("number"), misfits: "unknown" });
    expect(done).toEqual({ from: "text", to: "number", known: 2, misfits: 1, firstMisfits: [{ customer: "s1", value: '"x"' }] });
    await bench.importText("events", "csv", "customer_id,event,time,price\ns1,Sold,2024-01-04,8\ns1,Given,2024-01-05,z\n");
    expect((await eventsOf(bench, "Sold")).map(({ price }) => price)).toEqual([3, undefined, 8]);
    expect((await eventsOf(bench, "Given")).map(({ price }) => price)).toEqual(["y", "z"]);
  });
});
