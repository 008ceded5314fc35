import { afterAll, beforeAll, expect, test } from "vitest";
import { count } from "../../src/results/audience.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

test("events may have a hundred properties in their object", async () => {
  const row = (index: number): object => ({
    customer_id: `c${index}`,
    event: "Wide",
    time: "2026-01-01T00:00:00Z",
    properties: Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`property ${at}`, at % 3 === 0 ? index + at : `v${index + at}`])),
  });
  const text = Array.from({ length: 20 }, (_, index) => `${JSON.stringify(row(index))}\n`).join("");
  expect(await bench.importText("events", "ndjson", text)).toMatchObject({ accepted: 20, rejected: 0 });
  const where = { kind: "event", event: "Wide", where: { kind: "property", property: "property 99", op: "at_least", value: 110 } };
  expect((await count(bench, { where })).count).toBe(9);
});

test("customers may have five hundred columns", async () => {
  const names = Array.from({ length: 500 }, (_, at) => `column ${at}`);
  const rows = Array.from({ length: 5 }, (_, index) => [`w${index}`, ...names.map((_, at) => index * at)].join(","));
  const report = await bench.importText("customers", "csv", `${["customer_id", ...names].join(",")}\n${rows.join("\n")}\n`);
  expect(report).toMatchObject({ accepted: 5, rejected: 0 });
  expect((await count(bench, { where: { kind: "attribute", attribute: "column 499", op: "equals", value: 998 } })).count).toBe(1);
});

test.each([
  ["lines that end with a carriage return alone", "customer_id,name\rc1,a\rc2,b\r", "invalid_file"],
  ["a name of thousands of characters", `customer_id,${"x".repeat(5_000)}\nc1,a\n`, "invalid_header"],
  ["a hundred thousand names", `${Array.from({ length: 100_000 }, (_, at) => `n${at}`).join(",")}\n`, "too_many_columns"],
])("%s are refused with what to do", async (_, text, code) => {
  await expect(bench.importText("customers", "csv", text)).rejects.toMatchObject({ code, hint: expect.any(String) });
});
