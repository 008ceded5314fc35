import { EMPTY_CATALOG } from "../../src/catalog/types.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Condition } from "../../src/segment/ast.ts";
import { check } from "../../src/segment/check.ts";
import { definitionHash } from "../../src/segment/hash.ts";
import { normalize } from "../../src/segment/normalize.ts";
import { parseCondition } from "../../src/segment/parse.ts";
import { members } from "../reference/members.ts";
import { catalog, clock, conditions, dataset, SEED } from "./arbitrary.ts";

const runs = { seed: SEED, numRuns: 400 };
const of = (where: Condition) => [...members(dataset, { where }, clock)].sort();

const FI: Condition = { kind: "attribute", attribute: "city", op: "equals", value: "FI" };
const VIP: Condition = { kind: "attribute", attribute: "vip", op: "is_true" };
const ORDER = { kind: "event", event: "Order" } as const;
const TOTAL = { measure: { fn: "sum", property: "total" } } as const;
const SENT = { kind: "exported", destination: "mail" } as const;
const MEMBER = { kind: "segment", segment: "regulars" } as const;
const EVERYONE: Condition = { kind: "all", of: [] };
const NOBODY: Condition = { kind: "any", of: [] };

describe("the normal form of any condition", () => {
  test("has the same members", () => {
    fc.assert(fc.property(conditions, (condition) => void expect(of(normalize(condition))).toEqual(of(condition))), runs);
  });

  test("is its own normal form", () => {
    fc.assert(fc.property(conditions, (condition) => void expect(normalize(normalize(condition))).toEqual(normalize(condition))), runs);
  });

  test("is a definition without problems, as the condition itself is", () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        expect(check(condition, { catalog, ...clock }).problems).toEqual([]);
        expect(check(normalize(condition), { catalog, ...clock }).problems).toEqual([]);
      }),
      runs,
    );
  });

  test("survives printing and reading", () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const form = normalize(condition);
        expect(parseCondition(JSON.parse(JSON.stringify(form))).condition).toEqual(form);
      }),
      runs,
    );
  });

  test("of the complement has all other members", () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const complement: Condition = { kind: "not", of: { kind: "all", of: [condition, EVERYONE] } };
        const together = [...of(condition), ...of(normalize(complement))].sort();
        expect(together).toEqual(of(EVERYONE));
      }),
      runs,
    );
  });

  test("does not change when a condition is switched off instead of removed", () => {
    fc.assert(
      fc.property(conditions, conditions, (kept, gone) => {
        const off: Condition = { kind: "all", of: [kept, { ...gone, off: true }] };
        expect(normalize(off)).toEqual(normalize({ kind: "all", of: [kept] }));
      }),
      runs,
    );
  });
});

describe("one normal form, and one hash, is of", () => {
  const same: readonly (readonly [string, Condition, Condition])[] = [
    ["a group of one and its child", { kind: "any", of: [FI] }, FI],
    ["nested groups of a kind", { kind: "all", of: [FI, { kind: "all", of: [VIP, ORDER] }] }, { kind: "all", of: [ORDER, VIP, FI] }],
    ["children in any order, once or twice", { kind: "any", of: [FI, VIP, FI] }, { kind: "any", of: [VIP, FI] }],
    ["not not and nothing", { kind: "not", of: { kind: "not", of: FI } }, FI],
    ["a negative operator and not its twin", { ...FI, op: "not_equals" }, { kind: "not", of: FI }],
    ["is_unknown and not is_known", { kind: "attribute", attribute: "city", op: "is_unknown" }, { kind: "not", of: { kind: "attribute", attribute: "city", op: "is_known" } }],
    ["match none and not match any", { ...FI, attribute: "tags", match: "none" }, { kind: "not", of: { ...FI, attribute: "tags", match: "any" } }],
    ["any_of one and equals", { ...FI, op: "any_of", value: ["FI", "FI"] }, FI],
    ["contains_any_of one and contains", { ...FI, op: "contains_any_of", value: ["FI"] }, { ...FI, op: "contains" }],
    ["a set in any order", { ...FI, op: "any_of", value: ["a", "b", "a"] }, { ...FI, op: "any_of", value: ["b", "a"] }],
    ["between a number and itself and equals", { kind: "attribute", attribute: "score", op: "between", value: [-0, 0] }, { kind: "attribute", attribute: "score", op: "equals", value: 0 }],
    ["defaults said and left out", { ...FI, caseSensitive: false, note: "why" }, FI],
    ["at least one said and left out", { kind: "event", event: ["Order"], op: "at_least", value: 1, measure: { fn: "count" }, where: { kind: "all", of: [] } }, ORDER],
    ["exactly 0 and did not", { kind: "event", event: "Order", op: "exactly", value: 0 }, { kind: "not", of: ORDER }],
    ["fewer than 1 and at most 0", { kind: "event", event: "Order", op: "fewer_than", value: 1 }, { kind: "event", event: "Order", op: "at_most", value: 0 }],
    ["more than 2 and at least 3", { kind: "event", event: "Order", op: "more_than", value: 2 }, { kind: "event", event: "Order", op: "at_least", value: 3 }],
    ["at least 0 and everyone", { kind: "event", event: "Order", op: "at_least", value: 0 }, EVERYONE],
    ["fewer than 0 and nobody", { kind: "event", event: "Order", op: "fewer_than", value: 0 }, NOBODY],
    ["one day or more and once or more", { ...ORDER, measure: { fn: "days" } }, ORDER],
    ["days exactly 0 and did not", { ...ORDER, measure: { fn: "days" }, op: "exactly", value: 0 }, { kind: "not", of: ORDER }],
    ["a sum at most and not more than", { ...ORDER, ...TOTAL, op: "at_most", value: 5 }, { kind: "not", of: { ...ORDER, ...TOTAL, op: "more_than", value: 5 } }],
    ["a sum not fewer than and at least", { kind: "not", of: { ...ORDER, ...TOTAL, op: "fewer_than", value: -5 } }, { ...ORDER, ...TOTAL, op: "at_least", value: -5 }],
    ["a sum between a number and itself and exactly", { ...ORDER, ...TOTAL, op: "between", value: [-0, 0] }, { ...ORDER, ...TOTAL, op: "exactly", value: 0 }],
    ["a condition with its complement and nobody", { kind: "all", of: [FI, VIP, { kind: "not", of: FI }] }, NOBODY],
    ["a condition or its complement and everyone", { kind: "any", of: [FI, { ...FI, op: "not_equals" }] }, EVERYONE],
    ["all with nobody and nobody", { kind: "all", of: [FI, NOBODY] }, NOBODY],
    ["a root that is off and everyone", { ...FI, off: true }, EVERYONE],
    ["a group whose children are all off and none", { kind: "all", of: [VIP, { kind: "any", of: [{ ...FI, off: true }] }] }, VIP],
    ["not of what is off and none", { kind: "all", of: [VIP, { kind: "not", of: { ...FI, off: true } }] }, VIP],
    ["two weeks and fourteen days", { ...ORDER, window: { last: 2, unit: "week" } }, { ...ORDER, window: { last: 14, unit: "day" } }],
    ["a year and twelve months", { ...ORDER, window: { ago: { to: 1, unit: "year" } } }, { ...ORDER, window: { ago: { to: 12, unit: "month" } } }],
    ["sent in two weeks and in fourteen days", { ...SENT, window: { last: 2, unit: "week" } }, { ...SENT, window: { last: 14, unit: "day" }, note: "why" }],
    ["entered a year ago and twelve months ago", { ...MEMBER, entered: { ago: { to: 1, unit: "year" } } }, { ...MEMBER, entered: { ago: { to: 12, unit: "month" } } }],
    ["left, twice or once", { kind: "any", of: [{ ...MEMBER, left: { this: "day" } }, { ...MEMBER, left: { this: "day" } }] }, { ...MEMBER, left: { this: "day" } }],
    ["sent, or not sent, and everyone", { kind: "any", of: [SENT, { kind: "not", of: SENT }] }, EVERYONE],
    ["an instant in two zones", { ...ORDER, window: { from: "2024-03-10T00:00:00-05:00" } }, { ...ORDER, window: { from: "2024-03-10T05:00:00.0001Z" } }],
  ];

  test.each(same)("%s", (_, one, other) => {
    expect(normalize(one)).toEqual(normalize(other));
    expect(definitionHash(one, { catalog: EMPTY_CATALOG, now: 0, timeZone: "UTC" })).toBe(definitionHash(other, { catalog: EMPTY_CATALOG, now: 0, timeZone: "UTC" }));
  });
});

describe("another hash is of", () => {
  test.each<[string, Condition, Condition]>([
    ["another case of a text", FI, { ...FI, value: "fi" }],
    ["an exact comparison", FI, { ...FI, caseSensitive: true }],
    ["a day and an instant", { ...ORDER, window: { from: "2024-03-10" } }, { ...ORDER, window: { from: "2024-03-10T00:00:00Z" } }],
    ["a month and thirty days", { ...ORDER, window: { last: 1, unit: "month" } }, { ...ORDER, window: { last: 30, unit: "day" } }],
    ["an average and a sum", { ...ORDER, measure: { fn: "avg", property: "total" }, op: "at_least", value: 5 }, { ...ORDER, ...TOTAL, op: "at_least", value: 5 }],
    ["an average fewer than and not at least", { ...ORDER, measure: { fn: "avg", property: "total" }, op: "fewer_than", value: 5 }, { kind: "not", of: { ...ORDER, measure: { fn: "avg", property: "total" }, op: "at_least", value: 5 } }],
    ["a day more and an event more", { ...ORDER, measure: { fn: "days" }, op: "at_least", value: 2 }, { ...ORDER, op: "at_least", value: 2 }],
    ["a known value or more and once or more", { ...ORDER, measure: { fn: "distinct", property: "coupon" } }, ORDER],
    ["who entered and who left", { ...MEMBER, entered: { this: "day" } }, { ...MEMBER, left: { this: "day" } }],
    ["sent and sent up to a day", SENT, { ...SENT, window: { to: "2299-12-31" } }],
    ["everyone and nobody", EVERYONE, NOBODY],
  ])("%s", (_, one, other) => expect(definitionHash(one, { catalog: EMPTY_CATALOG, now: 0, timeZone: "UTC" })).not.toBe(definitionHash(other, { catalog: EMPTY_CATALOG, now: 0, timeZone: "UTC" })));
});

test("the hash is the SHA-256 of the canonical text, in hex", () => {
  // printf '{"where":{"kind":"all","of":[]}}' | sha256sum
  expect(definitionHash(EVERYONE, { catalog: EMPTY_CATALOG, now: 0, timeZone: "UTC" })).toBe("9b53e5a3a78f324472d82098083fcb01321b858005a22f336bbe75c87f3b163c");
});
