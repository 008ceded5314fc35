import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { members, membersFile, type MembersFormat } from "../../src/results/audience.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";

let bench: TestBench;

const CUSTOMERS = [
  {
    customer_id: 'a "quoted", key',
    "total spend": 12.5,
    vip: true,
    born: "2000-02-29",
    seen: "2026-01-02T03:04:05.678Z",
    tags: ["a,b", 'c"d', "陈"],
    purchases: [
      { product: "shoe", price: 80, at: "2025-01-01", colours: ["red", "blue"] },
      { product: null, price: null, at: null, colours: [] },
    ],
  },
  { customer_id: "nobody", "total spend": null, vip: null, born: null, seen: null, tags: [], purchases: [] },
];

beforeAll(async () => {
  bench = await openTestBench();
  await bench.importText("customers", "ndjson", CUSTOMERS.map((each) => `${JSON.stringify(each)}\n`).join(""));
});
afterAll(() => bench.close());

const EVERYONE = { where: { kind: "all", of: [] } };
const COLUMNS = ["total spend", "vip", "born", "seen", "tags", "purchases"];

async function file(format: MembersFormat, limit?: number): Promise<string> {
  return text(Readable.from(await membersFile(bench, EVERYONE, { format, columns: COLUMNS, limit })));
}

test("NDJSON gives every value as it was imported, records with the names of their fields", async () => {
  const rows = (await file("ndjson")).trimEnd().split("\n").map((line): unknown => JSON.parse(line));
  expect(rows).toEqual(CUSTOMERS);
});

test("CSV gives lists and records as JSON and unknown values as nothing", async () => {
  const [header, first, second, ...more] = (await file("csv")).trimEnd().split("\n");
  expect(header).toBe('"customer_id","total spend","vip","born","seen","tags","purchases"');
  expect(first).toContain('"a ""quoted"", key",12.5,true,"2000-02-29","2026-01-02T03:04:05.678Z"');
  expect(first).toContain('""price"":80,""product"":""shoe""');
  expect(second).toBe('"nobody",,,,,"",""');
  expect(more).toEqual([]);
});

test("pages give the same values as files", async () => {
  const page = await members(bench, EVERYONE, { columns: COLUMNS, limit: 10 });
  const rows = page.rows.map(({ key, values }) => ({
    customer_id: key,
    ...Object.fromEntries(page.columns.map(({ name }, index) => [name, values[index]])),
  }));
  expect(rows).toEqual(CUSTOMERS);
});

test("a limit takes the first", async () => {
  expect((await file("ndjson", 1)).trimEnd().split("\n")).toHaveLength(1);
});
