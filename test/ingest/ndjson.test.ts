import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestBench, type TestBench } from "../support/bench.ts";
import { attributesOf, eventsOf, typeOf } from "./stored.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const lines = (...values: readonly unknown[]): string =>
  values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join("\n");

describe("NDJSON", () => {
  it("gives lists, records, escapes and numbers; null and a missing key are unknown", async () => {
    const report = await bench.importText(
      "customers",
      "ndjson",
      `\uFEFF${lines(
        { customer_id: "j1", tags: ["x", null, "", "y"], items: [{ p: 1, t: "a" }, null, { p: 2.5, more: ["m"] }], one: { z: true } },
        "",
        '  {"customer_id": "j\\u00e9\\n\\"\\\\\\ud83d\\ude42", "tags": [], "n": 1.5e3}  ',
        { customer_id: 9007199254740993, n: null },
        '{"customer_id":"big","code":12345678901234567890,"n":-0.1}',
        '{"customer_id":"twice","n":1,"n":2}',
      )}`,
    );
    expect(report).toMatchObject({ read: 5, accepted: 5, rejected: 0 });
    expect(report.columns).toEqual([
      { name: "customer_id", type: "customer key", decided: "role" },
      { name: "tags", type: "text[]", decided: "inferred" },
      { name: "items", type: "{more:text[],p:number,t:text}[]", decided: "inferred" },
      { name: "one", type: "{z:boolean}[]", decided: "inferred" },
      { name: "n", type: "number", decided: "inferred" },
      { name: "code", type: "text", decided: "inferred" },
    ]);
    expect(await attributesOf(bench, "j1")).toEqual({
      tags: ["x", "y"],
      items: [{ more: [], p: 1, t: "a" }, { more: ["m"], p: 2.5, t: null }],
      one: [{ z: true }],
      n: null,
      code: null,
    });
    expect(await attributesOf(bench, 'jé\n"\\🙂')).toMatchObject({ tags: [], items: [], n: 1500 });
    expect(await attributesOf(bench, "9007199254740992")).toBeDefined();
    expect(await attributesOf(bench, "big")).toMatchObject({ code: "12345678901234567890", n: -0.1 });
    expect(await attributesOf(bench, "twice")).toMatchObject({ n: 2 });
  });

  it("rejects what is no object with its line and why", async () => {
    const report = await bench.importText(
      "customers",
      "ndjson",
      lines("nope", [1], "null", "", '{"customer_id":"x"', '{"customer_id":"x"} {}', { name: "no key" }, { customer_id: null }, { customer_id: ["a"] }, `{"customer_id":"h","n":${"9".repeat(400)}}`, { customer_id: "ok" }),
    );
    expect(report).toMatchObject({ read: 10, accepted: 1, rejected: 9 });
    expect(report.rejects).toEqual([
      { line: 1, reason: "not a JSON object" },
      { line: 2, reason: "not a JSON object" },
      { line: 3, reason: "not a JSON object" },
      { line: 5, reason: "not a JSON object" },
      { line: 6, reason: "not valid JSON, or a number in it is too large" },
      { line: 7, reason: "no customer key" },
      { line: 8, reason: "no customer key" },
      { line: 9, reason: "customer_id is a list or an object" },
      { line: 10, reason: "not valid JSON, or a number in it is too large" },
    ]);
  });

  it("opens an object of properties; a property beside it counts where the object does not give it", async () => {
    const event = { customer_id: "p", event: "opened", time: "2025-01-01T00:00:00Z" };
    const report = await bench.importText(
      "events",
      "ndjson",
      lines(
        { ...event, properties: { amount: 5, items: [{ sku: "s" }] } },
        { ...event, time: "2025-01-02T00:00:00Z", amount: 6, properties: { coupon: "c" } },
        { ...event, time: "2025-01-03T00:00:00Z", amount: 7, properties: { amount: 7 } },
        { ...event, time: "2025-01-04T00:00:00Z", properties: null },
        { ...event, amount: 7, properties: { amount: 8 } },
        { ...event, properties: "text" },
        { ...event, properties: [1] },
      ),
    );
    expect(report.rejects).toEqual([
      { line: 5, reason: "amount is given twice: beside properties and in it" },
      { line: 6, reason: 'properties: "text" is not an object' },
      { line: 7, reason: 'properties: "[1]" is not an object' },
    ]);
    expect(typeOf(bench, "items", "opened")).toEqual({
      kind: "records",
      fields: [{ name: "sku", type: { kind: "value", of: "text" } }],
    });
    expect(await eventsOf(bench, "opened")).toEqual([
      { time: "2025-01-01T00:00:00.000Z", amount: 5, items: [{ f1: "s" }] },
      { time: "2025-01-02T00:00:00.000Z", amount: 6, coupon: "c", items: [] },
      { time: "2025-01-03T00:00:00.000Z", amount: 7, items: [] },
      { time: "2025-01-04T00:00:00.000Z", items: [] },
    ]);
  });

  it.each([
    ["without any line", "\n\n", "empty_file"],
    ["without any object", "[1]\nfoo\n", "invalid_file"],
    ["without the key of the customer", '{"id":1}\n', "missing_column"],
  ])("is refused as a whole %s", async (_, text, code) => {
    await expect(bench.importText("customers", "ndjson", text)).rejects.toMatchObject({ code });
  });

  it("that is not UTF-8 is rejected line by line", async () => {
    const source = (async function* () {
      yield Buffer.from('{"customer_id":"l1","t":"caf\xe9"}\n{"customer_id":"l2"}\n', "latin1");
    })();
    const report = await bench.importer.import({ kind: "customers", format: "ndjson", source, name: "latin", columns: {} });
    expect(report).toMatchObject({ accepted: 1, rejects: [{ line: 1, reason: "not valid UTF-8" }] });
  });
});
