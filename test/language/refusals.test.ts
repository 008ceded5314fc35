import { describe, expect, test } from "vitest";
import type { Circumstances } from "../../src/segment/checked.ts";
import { check, checkDefinition } from "../../src/segment/check.ts";
import { refusalCatalog, refusals, refusalReferred } from "./cases.ts";

const circumstances: Circumstances = {
  catalog: refusalCatalog,
  now: Date.UTC(2024, 2, 31, 12),
  timeZone: "UTC",
  ...refusalReferred,
};
const checked = refusals.filter(({ by }) => by === "check");
const KNOWN = { kind: "attribute", attribute: "city", op: "is_known" };

describe("a definition is refused, with the codes of all its problems", () => {
  test.each(checked)("$name", ({ where, problems }) => {
    expect(codes(where)).toEqual(problems);
    expect(check(where, circumstances).condition).toBeUndefined();
  });

  test.each(checked)("each problem is explained: $name", ({ where }) => {
    for (const problem of check(where, circumstances).problems) {
      expect(problem.message).toMatch(/\S/);
      expect(problem.hint).toMatch(/\S/);
      expect(problem.path).toBeDefined();
    }
  });
});

describe("a segment is refused", () => {
  test.each([
    ["for a time zone that there is not", { where: KNOWN, timeZone: "Europe/Atlantis" }, ["invalid_time_zone"]],
    ["for an offset in place of a time zone", { where: KNOWN, timeZone: "+01:00" }, ["invalid_time_zone"]],
    ["for a field that there is not", { where: KNOWN, nmae: "All" }, ["unknown_field"]],
    ["without a condition", { name: "All" }, ["invalid_definition"]],
    ["for all of its problems", { where: { kind: "some" }, timeZone: "", nmae: "All" }, ["invalid_time_zone", "unknown_field", "unknown_kind"]],
  ])("%s", (_, definition, problems) => {
    const found = checkDefinition(definition, circumstances);
    expect(found.problems.map(({ code }) => code).sort()).toEqual(problems);
    expect(found.condition).toBeUndefined();
  });

  test("for the zone it is counted in", () => {
    const found = check(KNOWN, { ...circumstances, timeZone: "Europe/Atlantis" });
    expect(found.problems.map(({ code }) => code)).toEqual(["invalid_time_zone"]);
  });
});

describe("the limits of a definition", () => {
  test("500 nodes are taken, 501 are too many", () => {
    expect(codes({ kind: "all", of: Array.from({ length: 499 }, () => KNOWN) })).toEqual([]);
    expect(codes({ kind: "all", of: Array.from({ length: 500 }, () => KNOWN) })).toEqual(["too_many_nodes"]);
  });

  test("nodes in the filter of an event count too", () => {
    const known = { kind: "property", property: "coupon", op: "is_known" };
    const where = { kind: "all", of: Array.from({ length: 499 }, () => known) };
    expect(codes({ kind: "event", event: "Order", where })).toEqual(["too_many_nodes"]);
  });

  test("a depth of 100 is taken, 101 is too deep", () => {
    expect(codes(nested(99))).toEqual([]);
    expect(codes(nested(100))).toEqual(["too_deep"]);
  });

  test("a depth that would exhaust the stack is too deep, not a failure", () => {
    expect(codes(nested(50_000))).toContain("too_deep");
  });

  test.each([
    ["any_of", 100_000],
    ["none_of", 100_000],
    ["contains_any_of", 1_000],
    ["contains_none_of", 1_000],
  ])("%s takes %i texts and no more", (op, most) => {
    const value = Array.from({ length: most }, (_, index) => `text ${index}`);
    expect(codes({ ...KNOWN, op, value })).toEqual([]);
    expect(codes({ ...KNOWN, op, value: [...value, "one more"] })).toEqual(["too_many_values"]);
  });

  test("any_of takes 100,000 numbers and no more", () => {
    const value = Array.from({ length: 100_000 }, (_, index) => index);
    const node = { kind: "attribute", attribute: "score", op: "any_of" };
    expect(codes({ ...node, value })).toEqual([]);
    expect(codes({ ...node, value: [...value, 0.5] })).toEqual(["too_many_values"]);
  });
});

/** The codes of all problems, once each, sorted. */
function codes(input: unknown): string[] {
  return [...new Set(check(input, circumstances).problems.map(({ code }) => code))].sort();
}

/** A condition with a number of complements around it. */
function nested(complements: number): unknown {
  let node: unknown = KNOWN;
  for (let depth = 0; depth < complements; depth += 1) node = { kind: "not", of: node };
  return node;
}
