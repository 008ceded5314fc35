import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { attributesOf } from "./stored.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
  await bench.importText("customers", "csv", "customer_id,name,city,score\na,Ann,Oslo,1\nb,Bob,,2\nc,Cem,Rome,3\n");
});
afterAll(() => bench.close());

it("a customer in a CSV file again gets all of its columns, an empty cell too; other attributes stay", async () => {
  const report = await bench.importText("customers", "csv", "customer_id,city\na,\nb,Bern\n");
  expect(report).toMatchObject({ read: 2, accepted: 2, customers: 2 });
  expect(await attributesOf(bench, "a")).toEqual({ name: "Ann", city: null, score: 1 });
  expect(await attributesOf(bench, "b")).toEqual({ name: "Bob", city: "Bern", score: 2 });
  expect(await attributesOf(bench, "c")).toEqual({ name: "Cem", city: "Rome", score: 3 });
  expect(bench.storage.catalog.customers).toBe(3);
});

it("a customer in an NDJSON file again gets the keys that the object has: null makes a value unknown", async () => {
  await bench.importText("customers", "ndjson", '{"customer_id":"b","city":null}\n{"customer_id":"c","score":30}\n');
  expect(await attributesOf(bench, "b")).toEqual({ name: "Bob", city: null, score: 2 });
  expect(await attributesOf(bench, "c")).toEqual({ name: "Cem", city: "Rome", score: 30 });
});

it("of several rows of one customer the last one that gives an attribute counts", async () => {
  const report = await bench.importText(
    "customers",
    "ndjson",
    '{"customer_id":"new","name":"first","score":1}\n{"customer_id":"a","score":7}\n{"customer_id":"new","score":2}\n{"customer_id":"new","name":"last"}\n{"customer_id":"a","score":"x"}\n',
  );
  expect(report).toMatchObject({ read: 5, accepted: 4, rejected: 1, customers: 2 });
  expect(await attributesOf(bench, "new")).toEqual({ name: "last", city: null, score: 2 });
  expect(await attributesOf(bench, "a")).toMatchObject({ score: 7 });
});

it("a new attribute is unknown for everybody else, and nothing that is stored is rewritten", async () => {
  await bench.importText("customers", "csv", "customer_id,level\nonly,gold\n");
  expect(await attributesOf(bench, "only")).toEqual({ name: null, city: null, score: null, level: "gold" });
  expect(await attributesOf(bench, "c")).toEqual({ name: "Cem", city: "Rome", score: 30, level: null });
  const { column } = bench.storage.catalog.attributes.at(-1) ?? {};
  const parts = await bench.storage.engine.rows({
    text: "SELECT count() AS all, countIf(column = {column:String}) AS written FROM system.parts_columns WHERE table = 'customers' AND active AND column IN ('id', {column:String})",
    params: { column: { type: "String", value: column } },
    lists: [],
  });
  expect(parts).toMatchObject([{ written: 1 }]);
});

it("a customer who appears in events is there, with unknown attributes, and can be described later", async () => {
  await bench.importText("events", "csv", "customer_id,event,time\nseen,visit,2025-01-01\na,visit,2025-01-01\n");
  expect(await attributesOf(bench, "seen")).toEqual({ name: null, city: null, score: null, level: null });
  const before = bench.storage.catalog.customers;
  await bench.importText("customers", "csv", "customer_id,name\nseen,Sam\n");
  expect(await attributesOf(bench, "seen")).toMatchObject({ name: "Sam" });
  expect(bench.storage.catalog.customers).toBe(before);
});

it("a key that an address takes for a folder is rejected, in every kind of file", async () => {
  const reason = (key: string) => `customer key: "${key}" can't stand in an address`;
  const customers = await bench.importText("customers", "csv", "customer_id,score\n.,1\n..,2\n...,3\n.a,4\n");
  expect(customers).toMatchObject({ accepted: 2, rejects: [{ line: 2, reason: reason(".") }, { line: 3, reason: reason("..") }] });
  const events = await bench.importText("events", "ndjson", '{"customer_id":"..","event":"e","time":"2025-01-01"}\n{"customer_id":"a","event":"e","time":"2025-01-01"}\n');
  expect(events).toMatchObject({ accepted: 1, rejects: [{ line: 1, reason: reason("..") }] });
});

it("only the attributes that a file gives get a new version, and the customers' only when there are new ones", async () => {
  const before = bench.storage.catalog;
  await bench.importText("customers", "csv", "customer_id,score\na,8\n");
  const after = bench.storage.catalog;
  expect(after.version).toBe(before.version + 1);
  expect(after.customersVersion).toBe(before.customersVersion);
  expect(after.attributes.filter(({ version }) => version === after.version).map(({ name }) => name)).toEqual(["score"]);
  await bench.importText("customers", "csv", "customer_id\nnobody yet\n");
  expect(bench.storage.catalog.customersVersion).toBe(bench.storage.catalog.version);
});

it("a file whose rows are all rejected changes nothing, and its new columns are left out", async () => {
  const before = bench.storage.catalog;
  const report = await bench.importText("customers", "csv", "customer_id,brand\n,x\n,y\n");
  expect(report).toMatchObject({ read: 2, accepted: 0, rejected: 2 });
  expect(bench.storage.catalog).toBe(before);
});
