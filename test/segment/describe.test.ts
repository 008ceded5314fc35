import fc from "fast-check";
import { describe as group, expect, test } from "vitest";
import type { Condition, EventCondition, Window } from "../../src/segment/ast.ts";
import { canonicalJson } from "../../src/segment/canonical.ts";
import { describe } from "../../src/segment/describe.ts";
import { describeWindow } from "../../src/segment/describe-window.ts";
import { normalize } from "../../src/segment/normalize.ts";
import { catalog, conditions, SEED } from "./arbitrary.ts";

const attribute = (name: string, op: string, more: object = {}): Condition => ({ kind: "attribute", attribute: name, op, ...more });
const order = (more: Partial<EventCondition> = {}): Condition => ({ kind: "event", event: "Order Completed", ...more });

group("a sentence", () => {
  test.each<[Condition, string]>([
    [{ kind: "all", of: [] }, "Everyone."],
    [{ kind: "any", of: [] }, "Nobody."],
    [attribute("country", "equals", { value: "FI", off: true }), "Everyone."],
    [attribute("country", "equals", { value: "FI" }), "Customers whose country is “FI”."],
    [attribute("country", "not_equals", { value: "FI" }), "Customers whose country is not “FI” or is unknown."],
    [attribute("country", "any_of", { value: ["FI", "SE", "NO"] }), "Customers whose country is any of “FI”, “SE” or “NO”."],
    [attribute("full name", "contains", { value: "O”Neil\n", caseSensitive: true }), "Customers whose “full name” contains “O\\”Neil\\u000a” (exact case)."],
    [attribute("age", "between", { value: [18, 25] }), "Customers whose age is between 18 and 25."],
    [{ kind: "not", of: attribute("age", "at_least", { value: 18 }) }, "Customers whose age is not at least 18 or is unknown."],
    [attribute("vip", "is_false"), "Customers whose vip is no."],
    [attribute("e-mail", "is_unknown"), "Customers whose e-mail is unknown."],
    [attribute("born", "anniversary_in", { window: { next: 7, unit: "day" } }), "Customers whose born has its anniversary in the next 7 days."],
    [attribute("seen", "on_or_before", { value: "2024-02-29" }), "Customers whose seen is on or before 29 February 2024."],
    [attribute("seen", "not_on", { value: "2024-02-29" }), "Customers whose seen does not fall on 29 February 2024 or is unknown."],
    [attribute("seen", "before", { value: "2024-02-29T09:30:00+01:00" }), "Customers whose seen is before 29 February 2024 08:30:00 UTC."],
    [order(), "Customers who did “Order Completed”."],
    [order({ op: "at_least", value: 2, window: { last: 90, unit: "day" } }), "Customers who did “Order Completed” at least twice in the last 90 days."],
    [order({ op: "exactly", value: 0 }), "Customers who did not do “Order Completed”."],
    [order({ op: "at_most", value: 3 }), "Customers who did “Order Completed” at most 3 times (or never)."],
    [order({ op: "between", value: [2, 5], event: ["A", "B"] }), "Customers who did “A” or “B” between 2 and 5 times."],
    [{ kind: "not", of: order({ op: "at_most", value: 3 }) }, "Customers who did “Order Completed” at least 4 times."],
    [{ kind: "not", of: order({ op: "at_least", value: 3 }) }, "Customers who did “Order Completed” at most twice (or never)."],
    [{ kind: "not", of: order({ op: "exactly", value: 1 }) }, "Customers who did not do “Order Completed” exactly once."],
    [{ kind: "exported", destination: "d1", window: { last: 1, unit: "week" } }, "Customers who were sent to the destination d1 in the last week."],
    [{ kind: "not", of: { kind: "exported", destination: "d1" } }, "Customers who were not sent to the destination d1."],
    [{ kind: "segment", segment: "s1", entered: { this: "day" } }, "Customers who entered the segment s1 today."],
    [{ kind: "not", of: { kind: "segment", segment: "s1", left: { previous: "month" } } }, "Customers who did not leave the segment s1 in the previous month."],
    [
      order({ where: { kind: "any", of: [{ kind: "property", property: "price", op: "at_least", value: 100 }, { kind: "property", property: "coupon", op: "none_of", value: ["a", "b"] }] } }),
      "Customers who did “Order Completed” where (price is at least 100, or coupon is none of “a” or “b” or is unknown).",
    ],
    [
      { kind: "all", of: [attribute("country", "equals", { value: "FI" }), { kind: "any", of: [attribute("vip", "is_true"), order()] }, { kind: "not", of: { kind: "all", of: [attribute("a", "is_known"), attribute("b", "is_known")] } }] },
      "Customers whose country is “FI”, and (whose vip is yes, or who did “Order Completed”), and who are not those (whose a is known, and whose b is known).",
    ],
  ])("%j", (condition, sentence) => expect(describe(condition)).toBe(sentence));
});

test("a sentence names segments and destinations that there are", () => {
  const of: readonly Condition[] = [{ kind: "segment", segment: "s1", left: { to: "2024-02-29" } }, { kind: "exported", destination: "s1" }, { kind: "exported", destination: "d1" }];
  const named = { segments: new Map([["s1", { name: "Big spenders" }]]), destinations: new Map([["d1", { name: "Mail" }]]) };
  expect(describe({ kind: "all", of }, undefined, named)).toBe(
    "Customers who left the segment “Big spenders” (s1) on 29 February 2024 or earlier, and who were sent to the destination s1, and who were sent to the destination “Mail” (d1).",
  );
});

group("a sentence about a measure", () => {
  const total = (fn: "sum" | "avg" | "min" | "max", op: string, value: number | readonly number[]) => order({ measure: { fn, property: "total" }, op, value });
  const coupons = (more: Partial<EventCondition> = {}) => order({ measure: { fn: "distinct", property: "coupon" }, ...more });
  const days = (more: Partial<EventCondition> = {}) => order({ measure: { fn: "days" }, ...more });
  const not = (of: Condition): Condition => ({ kind: "not", of });

  test.each<[Condition, string]>([
    [total("sum", "more_than", 100), "did “Order Completed” with a sum of total of more than 100"],
    [total("sum", "at_most", 100), "did “Order Completed” with a sum of total of at most 100 (or never)"],
    [total("sum", "at_least", -5), "did “Order Completed” with a sum of total of at least -5 (or never)"],
    [total("sum", "fewer_than", 0.3), "did “Order Completed” with a sum of total of less than 0.3 (or never)"],
    [
      order({ measure: { fn: "sum", property: "total" }, op: "more_than", value: 100, window: { ago: { to: 30, unit: "day" } } }),
      "did “Order Completed” with a sum of total of more than 100, 30 days ago or earlier",
    ],
    [total("sum", "between", [10, 20]), "did “Order Completed” with a sum of total of between 10 and 20"],
    [not(total("sum", "at_most", 100)), "did “Order Completed” with a sum of total of more than 100"],
    [not(total("sum", "exactly", 0)), "did “Order Completed” with a sum of total of not exactly 0"],
    [not(total("sum", "exactly", 5)), "did “Order Completed” with a sum of total of not exactly 5 (or never)"],
    [total("avg", "at_least", 50), "did “Order Completed” with an average of total of at least 50"],
    [not(total("avg", "at_least", 50)), "did not do “Order Completed” with an average of total of at least 50"],
    [total("min", "fewer_than", 5), "did “Order Completed” with a smallest value of total of less than 5"],
    [total("max", "exactly", 5), "did “Order Completed” with a largest value of total of exactly 5"],
    [coupons(), "did “Order Completed” with at least 1 value of coupon"],
    [coupons({ op: "exactly", value: 3 }), "did “Order Completed” with exactly 3 different values of coupon"],
    [coupons({ op: "exactly", value: 0 }), "did “Order Completed” with no value of coupon (or never)"],
    [coupons({ op: "at_most", value: 1 }), "did “Order Completed” with at most 1 value of coupon (or never)"],
    [days(), "did “Order Completed”"],
    [days({ op: "exactly", value: 0 }), "did not do “Order Completed”"],
    [days({ op: "at_least", value: 2, window: { last: 90, unit: "day" } }), "did “Order Completed” on at least 2 days in the last 90 days"],
    [not(days({ op: "at_least", value: 3 })), "did “Order Completed” on at most 2 days (or never)"],
    [not(days({ op: "exactly", value: 1 })), "did not do “Order Completed” on exactly 1 day"],
  ])("%j", (condition, sentence) => expect(describe(condition)).toBe(`Customers who ${sentence}.`));
});

group("a sentence about a list", () => {
  test.each<[Condition, string]>([
    [attribute("tags", "equals", { value: "a" }), "Customers whose tags include one that is “a”."],
    [attribute("tags", "not_equals", { value: "a" }), "Customers whose tags include none that is “a”."],
    [attribute("tags", "contains", { value: "a", match: "none" }), "Customers whose tags include none that contains “a”."],
    [attribute("tags", "contains", { value: "a", match: "all" }), "Customers whose tags are known and each of them contains “a”."],
    [{ kind: "not", of: attribute("tags", "contains", { value: "a", match: "all" }) }, "Customers whose tags are unknown or not each of them contains “a”."],
    [attribute("tags", "is_known"), "Customers whose tags are known."],
    [
      { kind: "event", event: "Order", where: { kind: "property", property: "products.price", op: "at_least", value: 10 } },
      "Customers who did “Order” where products.price include one that is at least 10.",
    ],
  ])("%j", (condition, sentence) => expect(describe(condition, catalog)).toBe(sentence));
});

group("a sentence about one event", () => {
  const where = { kind: "property", property: "total", op: "at_least", value: 100 } as const;
  const window = { last: 30, unit: "day" } as const;

  test.each<[Condition, string]>([
    [order({ pick: "first" }), "first “Order Completed” exists"],
    [{ kind: "not", of: order({ pick: "last", window }) }, "last “Order Completed” in the last 30 days does not exist"],
    [order({ pick: "first", window, where }), "first “Order Completed” in the last 30 days is one where total is at least 100"],
    [order({ pick: "first", pickFrom: "ever", window }), "first ever “Order Completed” is one in the last 30 days"],
    [{ kind: "not", of: order({ pick: "first", where }) }, "first “Order Completed” is not one where total is at least 100"],
  ])("%j", (condition, sentence) => expect(describe(condition)).toBe(`Customers whose ${sentence}.`));
});

group("a sentence about records", () => {
  const price = { kind: "field", field: "price", op: "at_least", value: 100 } as const;
  const buys = (more: object = {}): Condition => ({ kind: "attribute", attribute: "buys", where: price, ...more });
  const item = (more: object = {}): Condition => order({ where: { kind: "item", of: "products", where: { kind: "all", of: [] }, ...more } });
  const not = (of: Condition): Condition => ({ kind: "not", of });

  test.each<[Condition, string]>([
    [buys(), "have at least 1 of buys with (price is at least 100)"],
    [not(buys()), "do not have any of buys with (price is at least 100)"],
    [buys({ op: "exactly", value: 0 }), "do not have any of buys with (price is at least 100)"],
    [not(buys({ op: "exactly", value: 0 })), "have at least 1 of buys with (price is at least 100)"],
    [buys({ op: "at_most", value: 2 }), "have at most 2 of buys with (price is at least 100) (or none)"],
    [not(buys({ op: "exactly", value: 2 })), "do not have exactly 2 of buys with (price is at least 100) (or none)"],
    [item(), "did “Order Completed” where it has at least 1 of products"],
    [item({ op: "fewer_than", value: 1 }), "did “Order Completed” where it does not have any of products"],
  ])("%j", (condition, sentence) => expect(describe(condition)).toBe(`Customers who ${sentence}.`));
});

group("a window", () => {
  test.each<[Window, string]>([
    [{ last: 1, unit: "month" }, "in the last month"],
    [{ next: 2, unit: "quarter" }, "in the next 2 quarters"],
    [{ next: 1, unit: "day" }, "in the next day"],
    [{ this: "day" }, "today"],
    [{ previous: "day" }, "yesterday"],
    [{ following: "day" }, "tomorrow"],
    [{ this: "week" }, "in this week"],
    [{ previous: "year" }, "in the previous year"],
    [{ ago: { to: 30, unit: "day" } }, "30 days ago or earlier"],
    [{ ago: { from: 60, to: 30, unit: "day" } }, "between 60 and 30 days ago"],
    [{ ago: { from: 1, to: 1, unit: "day" } }, "exactly 1 day ago"],
    [{ ahead: { from: 7, to: 7, unit: "day" } }, "in exactly 7 days"],
    [{ ahead: { from: 7, to: 14, unit: "day" } }, "in 7 to 14 days"],
    [{ ahead: { from: 7, unit: "day" } }, "in 7 days or later"],
    [{ from: "2025-05-01", to: "2025-05-31" }, "from 1 May 2025 to 31 May 2025"],
    [{ from: "2025-05-01", to: "2025-05-01" }, "on 1 May 2025"],
    [{ from: "2025-05-01" }, "on 1 May 2025 or later"],
    [{ to: "2025-05-01" }, "on 1 May 2025 or earlier"],
    [{ from: "2025-05-01T00:00:00Z", to: "2025-05-02T12:30:00.5Z" }, "from 1 May 2025 00:00:00 UTC until before 2 May 2025 12:30:00.5 UTC"],
    [{ from: "2025-05-01T00:00:00Z" }, "at 1 May 2025 00:00:00 UTC or later"],
    [{ to: "2025-05-01T00:00:00Z" }, "at any time before 1 May 2025 00:00:00 UTC"],
  ])("%j is %s", (window, words) => expect(describeWindow(window)).toBe(words));
});

test("definitions of different normal forms have different sentences", () => {
  const forms = new Map<string, string>();
  fc.assert(
    fc.property(conditions, (condition) => {
      const form = canonicalJson(normalize(condition));
      for (const sentence of [describe(condition, catalog), describe(normalize(condition), catalog)]) {
        expect(forms.get(sentence) ?? form).toBe(form);
        forms.set(sentence, form);
      }
    }),
    { seed: SEED, numRuns: 4_000 },
  );
  expect(forms.size).toBeGreaterThan(1_000);
});
