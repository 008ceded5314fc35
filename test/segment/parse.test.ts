import { describe, expect, test } from "vitest";
import { parseCondition, parseDefinition } from "../../src/segment/parse.ts";

const KNOWN = { kind: "attribute", attribute: "country", op: "is_known" };

describe("a definition is read", () => {
  test("from an object with a kind as a condition", () => {
    expect(parseDefinition(KNOWN)).toEqual({ definition: { where: KNOWN }, problems: [] });
  });

  test("from an object with a where as a segment", () => {
    const segment = { name: "Finns", where: KNOWN, timeZone: "Europe/Helsinki" };
    expect(parseDefinition(segment)).toEqual({ definition: segment, problems: [] });
  });

  test("with every form of window", () => {
    const windows = [
      { last: 1, unit: "minute" },
      { next: 2, unit: "year" },
      { this: "week" },
      { previous: "quarter" },
      { following: "day" },
      { ago: { to: 0, unit: "hour" } },
      { ago: { from: 2, to: 1, unit: "hour" } },
      { ahead: { from: 0, unit: "day" } },
      { ahead: { from: 0, to: 3, unit: "day" } },
      { from: "2025-01-01" },
      { to: "2025-01-01" },
      { from: "2025-01-01", to: "2025-01-01T00:00:00Z" },
    ];
    for (const window of windows) {
      const condition = { kind: "event", event: "Order", window };
      expect(parseCondition(condition)).toEqual({ condition, problems: [] });
    }
  });
});

describe("a problem of shape", () => {
  const only = (input: unknown) => {
    const { condition, problems } = parseCondition(input);
    expect(condition).toBeUndefined();
    expect(problems).toHaveLength(1);
    return problems[0];
  };

  test("names the field that was meant", () => {
    expect(only({ ...KNOWN, caseSensitiv: true })).toMatchObject({ code: "unknown_field", path: ["caseSensitiv"], hint: 'Did you mean "caseSensitive"?' });
  });

  test("names the kind that was meant", () => {
    expect(only({ kind: "not", of: { kind: "atribute" } })).toMatchObject({ code: "unknown_kind", path: ["of", "kind"], hint: 'Did you mean "attribute"?' });
  });

  test("counts its path from where the condition stands", () => {
    expect(parseCondition({ kind: "all", of: [7] }, ["where"]).problems).toMatchObject([{ path: ["where", "of", 0] }]);
  });

  test.each([["__proto__"], ["constructor"], ["toString"]])("is found in the field %s too", (name) => {
    const input: unknown = JSON.parse(`{"kind":"all","of":[],"${name}":{}}`);
    expect(only(input)).toMatchObject({ code: "unknown_field", path: [name] });
  });

  test("says what stands there instead of a number", () => {
    expect(only({ kind: "event", event: "Order", window: { last: 1.5, unit: "day" } })).toMatchObject({ code: "invalid_window", message: "`last` must be a whole number, not 1.5." });
  });

  test("of a sequence with one step is that it has too few", () => {
    expect(only({ kind: "sequence", steps: [{ event: "Order" }] })).toMatchObject({ code: "too_few_steps", path: ["steps"] });
  });
});

describe("input without an end", () => {
  test("that holds itself is too deep", () => {
    const group: { kind: string; of: unknown[] } = { kind: "all", of: [] };
    group.of.push(group);
    expect(parseCondition(group).problems.map(({ code }) => code)).toEqual(["too_deep"]);
  });

  test("that grows at every level has too many nodes", () => {
    const group: { kind: string; of: unknown[] } = { kind: "all", of: [] };
    for (let copies = 0; copies < 600; copies += 1) group.of.push(KNOWN);
    expect(parseCondition(group).problems.map(({ code }) => code)).toEqual(["too_many_nodes"]);
  });
});

test.each([undefined, null, true, 7, "everyone", [], [KNOWN], () => KNOWN, Symbol("all"), 10n, new Date(0), new Map()])("%s is no definition, and no failure", (input) => {
  expect(parseDefinition(input).problems.map(({ code }) => code)).toEqual(["invalid_definition"]);
});
