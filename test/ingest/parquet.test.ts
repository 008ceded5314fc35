import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { attributesOf, eventsOf } from "./stored.ts";

let bench: TestBench;
let folder: string;
beforeAll(async () => {
  bench = await openTestBench();
  folder = mkdtempSync(join(tmpdir(), "coterie-parquet-"));
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, columnData: Parameters<typeof parquetWriteBuffer>[0]["columnData"]): string {
  const path = join(folder, name);
  writeFileSync(path, new Uint8Array(parquetWriteBuffer({ columnData })));
  return path;
}

it("a Parquet file gives whole and broken numbers, times, text, booleans and lists; null is unknown", async () => {
  const path = write("customers.parquet", [
    { name: "customer_id", data: ["k1", "k2", "k3"], type: "STRING" },
    { name: "age", data: [30, null, -5], type: "INT32" },
    { name: "big", data: [1n, 900_719_925_474_099n, null], type: "INT64" },
    { name: "code", data: [1n, 9_007_199_254_740_993n, null], type: "INT64" },
    { name: "rate", data: [0.1, Number.NaN, 1e300], type: "DOUBLE" },
    { name: "seen", data: [new Date("2024-02-29T10:00:00.123Z"), null, new Date("1960-01-01T00:00:00Z")], type: "TIMESTAMP" },
    { name: "name", data: ["Ünï 🙂", "", null], type: "STRING" },
    { name: "vip", data: [true, false, null], type: "BOOLEAN" },
    { name: "items", data: [[{ a: 1 }], { a: 2 }, null], type: "JSON" },
    { name: "empty", data: [null, null, null], type: "STRING" },
  ]);
  const report = await bench.importPath("customers", path);
  expect(report).toMatchObject({ read: 3, accepted: 3, rejected: 0 });
  expect(report.columns.map(({ name, type }) => `${name}: ${type}`)).toEqual([
    "customer_id: customer key", "age: number", "big: number", "code: text", "rate: number", "seen: datetime", "name: text", "vip: boolean",
    "items: {a:number}[]",
  ]);
  expect(await attributesOf(bench, "k1")).toEqual({
    age: 30, big: 1, code: "1", rate: 0.1, seen: "2024-02-29T10:00:00.123Z", name: "Ünï 🙂", vip: true, items: [{ a: 1 }],
  });
  expect(await attributesOf(bench, "k2")).toEqual({
    age: null, big: 900_719_925_474_099, code: "9007199254740993", rate: null, seen: null, name: null, vip: false, items: [{ a: 2 }],
  });
  expect(await attributesOf(bench, "k3")).toMatchObject({ age: -5, rate: 1e300, seen: "1960-01-01T00:00:00.000Z" });
});

it("a list of a Parquet file drops its unknown items, and no list is an empty one", async () => {
  const text = { type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" } as const;
  const file = parquetWriteBuffer({
    schema: [
      { name: "root", num_children: 2 },
      { name: "customer_id", ...text },
      { name: "tags", repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      { name: "element", ...text },
    ],
    columnData: [
      { name: "customer_id", data: ["l1", "l2", "l3"] },
      { name: "tags", data: [["x", null, "y"], [], null] },
    ],
  });
  const path = join(folder, "lists.parquet");
  writeFileSync(path, new Uint8Array(file));
  const report = await bench.importPath("customers", path);
  expect(report.columns).toContainEqual({ name: "tags", type: "text[]", decided: "inferred" });
  expect(await attributesOf(bench, "l1")).toMatchObject({ tags: ["x", "y"] });
  expect(await attributesOf(bench, "l2")).toMatchObject({ tags: [] });
  expect(await attributesOf(bench, "l3")).toMatchObject({ tags: [] });
});

it("rows of a Parquet file are rejected by their number", async () => {
  const path = write("events.parquet", [
    { name: "customer_id", data: [7, 8, null, 9], type: "INT32" },
    { name: "event", data: ["pq", "pq", "pq", "pq"], type: "STRING" },
    { name: "time", data: ["2024-01-01", "never", "2024-01-01", "2024-01-02"], type: "STRING" },
    { name: "n", data: [1.5, 2, 3, 4], type: "DOUBLE" },
  ]);
  const report = await bench.importPath("events", path);
  expect(report.rejects).toEqual([
    { line: 2, reason: 'time: "never" is not a datetime' },
    { line: 3, reason: "no customer key" },
  ]);
  expect(await eventsOf(bench, "pq")).toEqual([
    { time: "2024-01-01T00:00:00.000Z", n: 1.5 },
    { time: "2024-01-02T00:00:00.000Z", n: 4 },
  ]);
  expect(await attributesOf(bench, "9")).toBeDefined();
  expect(await bench.importPath("events", path)).toMatchObject({ accepted: 0, duplicates: 2 });
});

it("a file that is not Parquet, or half of one, is refused, and nothing of it stays in the data folder", async () => {
  const files = readdirSync(bench.directory);
  const whole = parquetWriteBuffer({ columnData: [{ name: "customer_id", data: ["x"], type: "STRING" }] });
  writeFileSync(join(folder, "half.parquet"), new Uint8Array(whole.slice(0, whole.byteLength - 20)));
  await expect(bench.importPath("customers", join(folder, "half.parquet"))).rejects.toMatchObject({ code: "invalid_file" });
  await expect(bench.importText("customers", "parquet", "customer_id,a\n1,2\n")).rejects.toMatchObject({ code: "invalid_file" });
  expect(readdirSync(bench.directory)).toEqual(files);
});
