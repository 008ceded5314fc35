import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typeName } from "../../src/catalog/type-name.ts";
import type { ImportReport } from "../../src/ingest/request.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { attributesOf } from "./stored.ts";

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
  ["text", "yes", "no", ""],
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
      c0: 0, c2: "007", c3: "+6581234567", c4: "1234567890123456", c8: true, c11: "2024-02-29",
      c14: "2024-01-01T10:00:00.000Z", c15: "2024-01-01T00:00:00.000Z", c18: [1], c19: [{ a: 1, b: null }],
    });
    expect(await attributesOf(bench, "k2")).toMatchObject({
      c0: -12.5, c8: false, c11: "1900-01-01", c14: "2024-01-01T08:00:00.500Z", c15: "2024-01-01T10:00:00.000Z",
      c17: [], c19: [{ a: null, b: "x" }], c20: "[1]",
    });
  });
});

describe("a type that is given", () => {
  it("wins over what would be inferred, and rejects what is not of it", async () => {
    const report = await bench.importText(
      "customers",
      "csv",
      "customer_id,zip,flag,born,amount,none\n1,01234,1,2000-01-01,5,\n2,01235,yes,2000-01-01,5,\n3,01236,0,2000-13-01,5,\n4,01237,,,x,\n5,1,true,2000-01-01,1e400,\n",
      { types: "zip=number,flag=boolean,born=datetime,amount=number,none=date" },
    );
    expect(report.rejects).toEqual([
      { line: 3, reason: 'flag: "yes" is not a boolean' },
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
  const report = await bench.importText("customers", "csv", "customer_id,price,c11\n1,cheap,2024-01-01\n2,3,later\n3,4,2025-01-01\n");
  expect(report.rejects).toEqual([
    { line: 2, reason: 'price: "cheap" is not a number' },
    { line: 3, reason: 'c11: "later" is not a date' },
  ]);
  expect(report.columns.slice(1).map(({ decided }) => decided)).toEqual(["known", "known"]);
  expect(bench.storage.catalog.attributes.filter(({ name }) => name === "price").map(({ type }) => typeName(type))).toEqual(["number"]);
});
