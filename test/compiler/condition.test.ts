import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DataType } from "../../src/catalog/types.ts";
import { plan } from "../../src/compiler/plan-condition.ts";
import type { Condition, RecordFilter, RecordsCondition } from "../../src/segment/ast.ts";
import type { SavedSegment } from "../../src/segment/checked.ts";
import { type Contents, openTables, type Tables } from "./tables.ts";

const NOW = Date.parse("2024-03-31T12:00:00.000Z");
const PETS: DataType = {
  kind: "records",
  fields: [
    { name: "kind", type: { kind: "value", of: "text" } },
    { name: "age", type: { kind: "value", of: "number" } },
    { name: "born", type: { kind: "value", of: "date" } },
    { name: "names", type: { kind: "list", of: "text" } },
  ],
};

let tables: Tables;

beforeAll(async () => {
  tables = await openTables();
});
afterAll(() => tables.close());

describe("records of a customer on the engine", () => {
  const cat = { f1: "cat", f2: 2, f3: "2022-05-01", f4: ["Mia", "Kit"] };
  const oldCat = { f1: "Cat", f2: 12, f3: "2012-05-01", f4: ["Kit"] };
  const dog = { f1: "dog", f2: 2, f3: "1965-01-01", f4: [] };
  const nothing = { f1: null, f2: null, f3: null, f4: [] };
  const customers = [[cat], [oldCat, dog], [cat, oldCat, dog], [nothing], [], [cat, cat]].map((a1, index) => ({ id: index + 1, a1 }));

  const isCat: RecordFilter = { kind: "field", field: "kind", op: "equals", value: "cat" };
  const young: RecordFilter = { kind: "field", field: "age", op: "less_than", value: 5 };

  test.each<[string, Omit<RecordsCondition, "kind" | "attribute">, number[]]>([
    ["at least one by default", { where: isCat }, [1, 2, 3, 6]],
    ["one record passes all", { where: { kind: "all", of: [isCat, young] } }, [1, 3, 6]],
    ["a record passes any", { where: { kind: "any", of: [isCat, young] }, op: "at_least", value: 2 }, [2, 3, 6]],
    ["exactly 0 includes who has none", { where: isCat, op: "exactly", value: 0 }, [4, 5]],
    ["at most 1", { where: isCat, op: "at_most", value: 1 }, [1, 2, 4, 5]],
    ["more than 1", { where: isCat, op: "more_than", value: 1 }, [3, 6]],
    ["fewer than 2", { where: isCat, op: "fewer_than", value: 2 }, [1, 2, 4, 5]],
    ["between 0 and 1", { where: isCat, op: "between", value: [0, 1] }, [1, 2, 4, 5]],
    ["between 1 and 2", { op: "between", value: [1, 2] }, [1, 2, 4, 6]],
    ["no record at all", { op: "exactly", value: 0 }, [5]],
    ["any number", { op: "at_least", value: 0 }, [1, 2, 3, 4, 5, 6]],
    ["what is unknown passes a negative operator", { where: { kind: "field", field: "kind", op: "not_equals", value: "cat" } }, [2, 3, 4]],
    ["what is unknown passes `not`", { where: { kind: "not", of: young } }, [2, 3, 4]],
    ["a known field", { where: { kind: "field", field: "born", op: "is_known" }, op: "exactly", value: 1 }, [1]],
    ["a date before 1970", { where: { kind: "field", field: "born", op: "before", value: "1970-01-01" } }, [2, 3]],
    ["a set of texts", { where: { kind: "field", field: "kind", op: "any_of", value: ["CAT", "fish"] } }, [1, 2, 3, 6]],
    ["a long set of texts", { where: { kind: "field", field: "kind", op: "any_of", value: [...numbered("x", 600), "dog"] } }, [2, 3]],
    ["a long text", { where: { kind: "not", of: { kind: "field", field: "kind", op: "contains", value: "x".repeat(9_000) } } }, [1, 2, 3, 4, 6]],
    ["one of many parts", { where: { kind: "field", field: "kind", op: "contains_any_of", value: [...numbered("x", 600), "o"] } }, [2, 3]],
    ["a pattern", { where: { kind: "field", field: "kind", op: "matches", value: "^c.t$", caseSensitive: true } }, [1, 3, 6]],
    ["a long set of numbers", { where: { kind: "field", field: "age", op: "any_of", value: Array.from({ length: 600 }, (_, at) => at + 10) } }, [2, 3]],
    ["a set of items", { where: { kind: "field", field: "names", op: "any_of", value: [...numbered("x", 600), "mia"] } }, [1, 3, 6]],
    ["an anniversary", { where: { kind: "field", field: "born", op: "anniversary_in", window: { from: "2024-04-30", to: "2024-05-01" } } }, [1, 2, 3, 6]],
    ["an item of a list", { where: { kind: "field", field: "names", op: "equals", value: "mia" } }, [1, 3, 6]],
    ["all items of a list", { where: { kind: "field", field: "names", op: "starts_with", value: "k", match: "all" } }, [2, 3]],
    ["no item of a list", { where: { kind: "field", field: "names", op: "equals", value: "mia", match: "none" } }, [2, 3, 4]],
  ])("%s", async (_, records, expected) => {
    const where: Condition = { kind: "attribute", attribute: "pets", ...records };
    expect(await members({ attributes: { pets: PETS }, customers }, where)).toEqual(expected);
    const others = customers.map(({ id }) => id).filter((id) => !expected.includes(id));
    expect(await members({ attributes: { pets: PETS }, customers }, { kind: "not", of: where })).toEqual(others);
  });
});

describe("a list and a share on the engine", () => {
  test("a list has the customers of its version", async () => {
    const contents = {
      customers: [{ id: 1 }, { id: 2 }, { id: 3 }],
      lists: [
        { list: "l2", version: 3, ids: [3] },
        { list: "l1", version: 3, ids: [1, 2] },
      ],
    };
    expect(await members(contents, { kind: "list", list: "l1" })).toEqual([1, 2]);
    expect(await members(contents, { kind: "not", of: { kind: "list", list: "l1" } })).toEqual([3]);
  });

  const keys = ["", "ann", "Zoë", "\u0000", "🙂", ..."abcdefghijklmnopqrstuvwxyz0123456789"];
  const contents = { customers: keys.map((key, id) => ({ id, key })) };

  test("a share has the customers whose hash lies in it", async () => {
    const salt = "spring ü";
    const isIn = (key: string, low: bigint, high: bigint): boolean => {
      const hash = BigInt(`0x${createHash("sha256").update(`${salt}\u0000${key}`, "utf8").digest("hex").slice(0, 16)}`);
      return low <= hash && hash < high;
    };
    const of = (low: bigint, high: bigint) => keys.flatMap((key, id) => (isIn(key, low, high) ? [id] : []));
    const end = 2n ** 64n;
    expect(await members(contents, { kind: "sample", percent: 30, salt })).toEqual(of(0n, (end * 30n) / 100n));
    const part = of((end * 100_000n) / 100_000_000n, (end * 33_433_334n) / 100_000_000n);
    expect(await members(contents, { kind: "sample", percent: 33.333334, offset: 0.1, salt })).toEqual(part);
    expect(await members(contents, { kind: "sample", percent: 60, offset: 40, salt })).toEqual(of((end * 40n) / 100n, end));
  });

  test("shares beside each other are everyone, each once", async () => {
    const shares: number[] = [];
    for (const offset of [0, 25, 50, 75]) shares.push(...(await members(contents, { kind: "sample", percent: 25, offset, salt: "s" })));
    expect(shares.sort((a, b) => a - b)).toEqual(keys.map((_, id) => id));
  });
});

describe("another segment", () => {
  const today = { kind: "event", event: "View", window: { this: "day" } } as const;
  const saved: readonly SavedSegment[] = [
    { id: "local", name: "Local", where: today },
    { id: "tokyo", name: "Tokyo", where: today, timeZone: "Asia/Tokyo" },
    { id: "nested", name: "Nested", where: { kind: "segment", segment: "local" }, timeZone: "Asia/Tokyo" },
    { id: "all", name: "All", where: { kind: "all", of: [{ kind: "segment", segment: "tokyo" }, { kind: "not", of: { kind: "segment", segment: "local" } }] } },
  ];
  // In Tokyo the day began on the 30th at 15:00, in New York on the 31st at 4:00.
  const contents: Contents = {
    events: { View: {} },
    customers: [{ id: 1 }, { id: 2 }, { id: 3 }],
    happened: [
      { event: "View", id: 1, at: "2024-03-31T05:00:00Z" },
      { event: "View", id: 2, at: "2024-03-30T16:00:00Z" },
      { event: "View", id: 3, at: "2024-03-30T14:00:00Z" },
    ],
  };
  const of = (segment: string) => members(contents, { kind: "segment", segment }, "America/New_York", saved);

  test("is judged in its own zone, which does not spread to those it refers to", async () => {
    expect(await of("local")).toEqual([1]);
    expect(await of("tokyo")).toEqual([1, 2]);
    expect(await of("nested")).toEqual([1]);
    expect(await of("all")).toEqual([2]);
  });
});

function numbered(text: string, times: number): string[] {
  return Array.from({ length: times }, (_, at) => `${text}${at}`);
}

async function members(contents: Contents, where: Condition, timeZone = "UTC", saved: readonly SavedSegment[] = []): Promise<number[]> {
  const catalog = await tables.fill(contents);
  const segments = new Map(saved.map((segment) => [segment.id, segment]));
  return tables.members(plan(where, { catalog, now: NOW, timeZone, segments }).set);
}
