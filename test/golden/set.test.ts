import { describe, expect, test } from "vitest";
import { leafKey } from "../../src/compiler/leaf-key.ts";
import { plan } from "../../src/compiler/plan-condition.ts";
import type { Leaf, SetExpr } from "../../src/compiler/plan.ts";
import { and, complement, EVERYONE, leafSet, leavesOf, minus, NOBODY, or } from "../../src/compiler/set.ts";
import { readsAttributes } from "../../src/compiler/reads.ts";
import { catalog, NOW, segments } from "./catalog.ts";

const [a, b, c] = [known("a1"), known("a2"), known("a3")];

describe("a set keeps its members and loses what says nothing", () => {
  test.each<[string, SetExpr, SetExpr]>([
    ["all of nothing is everyone", and([]), EVERYONE],
    ["any of nothing is nobody", or([]), NOBODY],
    ["all of one is that one", and([a]), a],
    ["any of one is that one", or([a]), a],
    ["everyone in all says nothing", and([EVERYONE, a]), a],
    ["nobody in any says nothing", or([NOBODY, a]), a],
    ["nobody in all is nobody", and([a, NOBODY, b]), NOBODY],
    ["everyone in any is everyone", or([a, EVERYONE, b]), EVERYONE],
    ["all in all is one all", and([a, and([b, c])]), { kind: "and", of: [a, b, c] }],
    ["any in any is one any", or([or([a, b]), c]), { kind: "or", of: [a, b, c] }],
    ["the complement of the complement is the set", complement(complement(a)), a],
    ["nobody is the complement of everyone", complement(EVERYONE), NOBODY],
    ["everyone is the complement of nobody", complement(NOBODY), EVERYONE],
    ["complements are taken away from the rest", and([a, complement(b), complement(c)]), minus(a, or([b, c]))],
    ["complements alone are taken away from everyone", and([complement(a), complement(b)]), complement(or([a, b]))],
    ["nobody less a set is nobody", minus(NOBODY, a), NOBODY],
  ])("%s", (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  test("its leaves are in the order of reading", () => {
    expect(leavesOf(and([a, complement(or([b, c]))]))).toEqual([a, b, c].map((set) => (set.kind === "leaf" ? set.leaf : undefined)));
  });
});

describe("the key of a leaf", () => {
  test("does not depend on the order of fields", () => {
    const leaf: Leaf = { kind: "attribute", passes: { kind: "always" }, reads: readsAttributes(["x"]) };
    const same: Leaf = { reads: { customers: false, lists: [], events: [], attributes: ["x"] }, passes: { kind: "always" }, kind: "attribute" };
    expect(leafKey(same)).toBe(leafKey(leaf));
  });

  test("is the same for definitions that differ in writing alone", () => {
    const circumstances = { catalog, now: NOW, timeZone: "UTC", segments };
    const key = (op: string, value: string | readonly string[]) =>
      plan({ kind: "attribute", attribute: "city", op, value }, circumstances).leaves.map(leafKey);
    expect(key("any_of", ["Rome", "Berlin"])).toEqual(key("none_of", ["Berlin", "Rome", "Rome"]));
    expect(key("any_of", ["Rome"])).toEqual(key("equals", "Rome"));
  });

  test("of a window of days stays the same while no new event comes", () => {
    const key = (now: number) =>
      plan({ kind: "event", event: "Order", window: { last: 7, unit: "day" } }, { catalog, now, timeZone: "UTC", segments }).leaves.map(leafKey);
    expect(key(NOW + 3_600_000)).toEqual(key(NOW));
    expect(key(NOW + 86_400_000)).not.toEqual(key(NOW));
  });
});

function known(column: string): SetExpr {
  const passes = { kind: "value", column, test: { kind: "known" } } as const;
  return leafSet({ kind: "attribute", passes, reads: readsAttributes([column]) });
}
