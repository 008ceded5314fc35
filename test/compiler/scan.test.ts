import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Catalog, DataType } from "../../src/catalog/types.ts";
import { plan } from "../../src/compiler/plan-condition.ts";
import type { Leaf } from "../../src/compiler/plan.ts";
import { scanSql } from "../../src/compiler/print-scan.ts";
import { scansOf } from "../../src/compiler/scan.ts";
import type { Condition, EventCondition } from "../../src/segment/ast.ts";
import { normalize } from "../../src/segment/normalize.ts";
import { LONG } from "../support/long.ts";
import { type EventRow, openTables, type Tables } from "./tables.ts";

const NOW = Date.parse("2024-03-31T12:00:00.000Z");
const NUMBER: DataType = { kind: "value", of: "number" };
const TEXT: DataType = { kind: "value", of: "text" };

let tables: Tables;
let catalog: Catalog;
beforeAll(async () => {
  tables = await openTables();
  const happened = Array.from({ length: 600 }, (_, row): EventRow => {
    const at = new Date(NOW - ((row * 7919) % 100_000) * 60_000).toISOString();
    return { event: row % 3 === 0 ? "View" : "Order", id: (row * 31) % 80, at, values: { p1: row % 5 === 0 ? null : (row * 13) % 90, p2: `page ${row % 4}` } };
  });
  catalog = await tables.fill({
    events: { Order: { total: NUMBER, page: TEXT }, View: { total: NUMBER, page: TEXT } },
    attributes: { score: NUMBER, city: TEXT, likes: { kind: "list", of: "text" } },
    customers: Array.from({ length: 100 }, (_, id) => {
      return { id, a1: id % 7 === 0 ? null : id % 23, a2: id % 5 === 0 ? null : `city ${id % 4}`, a3: ["tea", "milk", "rum"].filter((_, at) => (id >> at) % 2 === 1) };
    }),
    happened,
  });
});
afterAll(() => tables.close());

const MEASURES: readonly Partial<EventCondition>[] = [
  { op: "at_least", value: 2 },
  { op: "between", value: [2, 4] },
  { op: "exactly", value: 3 },
  { measure: { fn: "days" }, op: "at_least", value: 3 },
];
const AMOUNTS: readonly Partial<EventCondition>[] = [
  { measure: { fn: "sum", property: "total" }, op: "at_least", value: 120 },
  { measure: { fn: "sum", property: "total" }, op: "between", value: [50, 200] },
  { measure: { fn: "avg", property: "total" }, op: "between", value: [30, 60] },
  { measure: { fn: "min", property: "total" }, op: "fewer_than", value: 20 },
  { measure: { fn: "max", property: "total" }, op: "more_than", value: 80 },
  { measure: { fn: "distinct", property: "total" }, op: "at_least", value: 3 },
];
const TESTS: readonly Condition[] = [
  { kind: "attribute", attribute: "score", op: "at_least", value: 10 },
  { kind: "attribute", attribute: "score", op: "between", value: [3, 15] },
  { kind: "attribute", attribute: "score", op: "is_known" },
  { kind: "attribute", attribute: "city", op: "contains", value: "Y 1" },
  { kind: "attribute", attribute: "city", op: "any_of", value: ["city 2", "city 3"] },
  { kind: "attribute", attribute: "likes", op: "equals", value: "tea" },
  { kind: "attribute", attribute: "likes", op: "any_of", value: ["rum", "milk"], match: "all" },
];
/** They overlap, and lie beside each other. */
const SPANS: readonly Partial<EventCondition>[] = ([[60, 30], [40, 7], [7, 2]] as const).map(([from, to]) => {
  return { window: { ago: { from, to, unit: "day" } } };
});
const WINDOWS: readonly Partial<EventCondition>[] = [7, 30, 60].map((last) => ({ window: { last, unit: "day" } }));

describe("leaves that are found in one scan", () => {
  test("the same rows are measured once, windows of the same events are one scan, and the rest is apart", () => {
    expect(kinds(MEASURES.map((more) => order(more)))).toEqual(["measured 4"]);
    expect(kinds([...MEASURES, {}].map((more) => order(more)))).toEqual(["measured 5"]);
    expect(kinds(AMOUNTS.map((more) => order(more)))).toEqual(["measured 6"]);
    expect(kinds(WINDOWS.map((more) => order(more)))).toEqual(["happened 3"]);
    expect(kinds([order({}), order({ op: "at_least", value: 2, window: { last: 7, unit: "day" } })])).toEqual(["one 1", "one 1"]);
    expect(kinds([order({}), { ...order(WINDOWS[0]), event: "View" }])).toEqual(["one 1", "one 1"]);
    const filtered = { where: { kind: "property", property: "page", op: "equals", value: "page 1" } } as const;
    expect(kinds([order(WINDOWS[0]), order({ ...WINDOWS[1], ...filtered })])).toEqual(["one 1", "one 1"]);
    expect(kinds(TESTS).toSorted()).toEqual(["attribute 2", "attribute 2", "attribute 3"]);
    expect(kinds([order({ pick: "first", ...filtered }), order({ pick: "last", ...filtered })])).toEqual(["one 1", "one 1"]);
  });

  test("they hold who they hold one by one", async () => {
    const more = fc.record({ measure: fc.constantFrom(...MEASURES, ...AMOUNTS, {}), window: fc.constantFrom(...WINDOWS, ...SPANS, {}), event: fc.constantFrom("Order", "View") });
    const tests = fc.subarray([...TESTS]);
    await fc.assert(
      fc.asyncProperty(fc.array(more, { minLength: 2, maxLength: 12 }), tests, async (drawn, tested) => {
        const leaves = leavesOf([...drawn.map(({ measure, window, event }) => ({ ...order({ ...measure, ...window }), event })), ...tested]);
        const scans = scansOf(leaves);
        expect(scans.flatMap((scan): readonly Leaf[] => scan.leaves)).toHaveLength(leaves.length);
        for (const scan of scans) {
          const found = await tables.places(scanSql(scan));
          const alone: number[][] = [];
          for (const leaf of scan.leaves) alone.push(await tables.members({ kind: "leaf", leaf }));
          expect(found).toEqual(alone);
        }
      }),
      { numRuns: LONG ? 25 : 8, seed: 20_261_124 },
    );
  });
});

function order(more: Partial<EventCondition> = {}): EventCondition {
  return { kind: "event", event: "Order", ...more };
}

function leavesOf(conditions: readonly Condition[]): readonly Leaf[] {
  const circumstances = { catalog, now: NOW, timeZone: "UTC", segments: new Map() };
  return plan(normalize({ kind: "any", of: conditions }, catalog), circumstances).leaves;
}

function kinds(conditions: readonly Condition[]): string[] {
  return scansOf(leavesOf(conditions)).map(({ kind, leaves }) => `${kind} ${leaves.length}`);
}
