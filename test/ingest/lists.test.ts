import { afterAll, beforeAll, expect, test } from "vitest";
import { members } from "../../src/results/audience.ts";
import { Storage } from "../../src/engine/storage.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";

let bench: TestBench;

beforeAll(async () => {
  bench = await openTestBench();
  await bench.importText("customers", "csv", "customer_id,city\na,Oslo\nb,Oslo\nc,Rome\n");
});
afterAll(() => bench.close());

const on = async (list: string): Promise<string[]> => {
  const page = await members(bench, { where: { kind: "list", list } }, { columns: [], limit: 10 });
  return page.rows.map(({ key }) => key);
};

test("the keys of a file are the list; unknown ones are rejected with their line, repeated ones count once", async () => {
  const report = await bench.importText("list", "csv", "customer_id\na\nnobody\nb\na\n", { list: { id: "vips", name: "VIPs", mode: "replace" } });
  expect(report).toMatchObject({ read: 4, accepted: 2, duplicates: 1, rejected: 1, customers: 2 });
  expect(report.rejects).toEqual([{ line: 3, reason: 'there is no customer "nobody"' }]);
  expect(await on("vips")).toEqual(["a", "b"]);
  expect(bench.storage.catalog.lists).toMatchObject([{ id: "vips", name: "VIPs", size: 2 }]);
});

test("append keeps who is on it and its name; replace does not", async () => {
  const before = bench.storage.catalog.version;
  await bench.importText("list", "ndjson", '{"customer_id":"c"}\n', { list: { id: "vips", mode: "append" } });
  expect(await on("vips")).toEqual(["a", "b", "c"]);
  expect(bench.storage.catalog.lists).toMatchObject([{ id: "vips", name: "VIPs", size: 3 }]);
  expect(bench.storage.catalog.version).toBeGreaterThan(before);
  await bench.importText("list", "csv", "who\nc\n", { list: { id: "vips", mode: "replace" }, columns: { customer: "who" } });
  expect(await on("vips")).toEqual(["c"]);
});

test("only the current version of a list is kept", async () => {
  const [row] = await bench.storage.engine.rows({ text: "SELECT count() AS rows, uniqExact(version) AS versions FROM lists", params: {}, lists: [] });
  expect(row).toEqual({ rows: 1, versions: 1 });
});

test("a list that nobody is on is one", async () => {
  await bench.importText("list", "csv", "customer_id\nnobody\n", { list: { id: "empty", mode: "replace" } });
  expect(await on("empty")).toEqual([]);
});

test("lists are there after a restart of the storage", async () => {
  const reopened = await Storage.open(bench.storage.layout);
  expect(reopened.catalog.lists.map(({ id, size }) => [id, size])).toEqual([["vips", 1], ["empty", 0]]);
});

test("a file without the column is refused, and the list stays", async () => {
  const upload = bench.importText("list", "csv", "key\na\n", { list: { id: "vips", mode: "replace" } });
  await expect(upload).rejects.toMatchObject({ code: "missing_column" });
  expect(await on("vips")).toEqual(["c"]);
});
