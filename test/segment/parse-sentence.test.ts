import fc from "fast-check";
import { describe as group, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/types.ts";
import type { Condition, EventCondition, Window } from "../../src/segment/ast.ts";
import { describe } from "../../src/segment/describe.ts";
import { definitionHash } from "../../src/segment/hash.ts";
import { measures } from "../../src/segment/measures.ts";
import { normalize } from "../../src/segment/normalize.ts";
import { countOperators, operators, type OperatorRow, type ValueShape } from "../../src/segment/operators.ts";
import { parseCondition } from "../../src/segment/parse.ts";
import { parseSentence } from "../../src/segment/parse-sentence/parse-sentence.ts";
import { CALENDAR_UNITS, UNITS } from "../../src/segment/sentence-words.ts";
import { conditions as languageConditions } from "../language/arbitrary/condition.ts";
import { cases, referred } from "../language/cases.ts";
import { catalog as smallCatalog, conditions as smallConditions } from "./arbitrary.ts";
import { HOSTILE, renamed } from "./hostile-names.ts";
import { expectReadBack, languageCatalog, runs } from "./read-back.ts";

group("a full sentence turns back into its definition", () => {
  test.each<[string, fc.Arbitrary<Condition>, Catalog | undefined]>([
    ["of every kind, on the data of the language cases", languageConditions, languageCatalog],
    ["of attributes and events, on a smaller workspace", smallConditions, smallCatalog],
    ["of every kind, when nobody says what is a list", languageConditions, undefined],
    ["whatever names and texts are in it", renamed(languageConditions), undefined],
  ])("%s", (_, conditions, catalog) => {
    const told = new Map<string, string>();
    fc.assert(fc.property(conditions, (where) => expectReadBack(where, catalog, told)), runs);
  });

  test("with the same hash", () => {
    const circumstances = { catalog: languageCatalog, ...referred, now: 0, timeZone: "UTC" };
    fc.assert(
      fc.property(languageConditions, (where) => {
        const parsed = parseSentence(describe(normalize(where, languageCatalog), languageCatalog)).where;
        expect(parsed && definitionHash(parsed, circumstances)).toBe(definitionHash(where, circumstances));
      }),
      runs,
    );
  });

  test("in every case of the language", () => {
    expect(cases.length).toBeGreaterThan(500);
    for (const { where } of cases) expectReadBack(where, languageCatalog, new Map());
  });

  test.each(HOSTILE)("that names %j in every place", (name) => {
    const field = { kind: "field", field: name, op: "equals", value: name } as const;
    const property = { kind: "property", property: name, op: "any_of", value: [name, `${name}x`] } as const;
    const item = { kind: "item", of: name, where: field, op: "exactly", value: 2 } as const;
    const everywhere: readonly Condition[] = [
      { kind: "attribute", attribute: name, op: "is_known" },
      { kind: "attribute", attribute: name, op: "equals", value: name, match: "all", caseSensitive: true },
      { kind: "attribute", attribute: name, where: { kind: "any", of: [field, { kind: "not", of: field }, { kind: "any", of: [] }] } },
      { kind: "event", event: [name, `${name}x`], where: { kind: "any", of: [property, item] } },
      { kind: "event", event: name, pick: "first", where: { kind: "not", of: property } },
      { kind: "event", event: name, measure: { fn: "distinct", property: name }, op: "at_most", value: 2 },
      { kind: "event", event: name, measure: { fn: "avg", property: name }, op: "between", value: [1, 2] },
      { kind: "sequence", steps: [{ event: name }, { event: name, where: property, absent: true }], same: [name, `${name}x`, `${name}y`] },
      { kind: "segment", segment: name },
      { kind: "segment", segment: name, entered: { last: 7, unit: "day" } },
      { kind: "segment", segment: name, left: { to: "2024-02-29" } },
      { kind: "exported", destination: name },
      { kind: "exported", destination: name, window: { this: "week" } },
      { kind: "list", list: name },
      { kind: "sample", percent: 0.000001, offset: 99.5, salt: name },
    ];
    for (const one of everywhere) expectReadBack(one, undefined, new Map());
    expectReadBack({ kind: "all", of: [...everywhere, { kind: "any", of: everywhere }] }, undefined, new Map());
  });

  const VALUES: Readonly<Record<ValueShape, object>> = {
    none: {},
    one: { value: "x" },
    many: { value: ["x", "y", "z"] },
    pair: { value: [1, 2] },
    day: { value: "2024-02-29" },
    day_or_instant: { value: "2024-02-29T08:30:00.125Z" },
    window: { window: { ago: { to: 30, unit: "day" } } },
  };
  test.each(operators.map((row: OperatorRow) => [row.op, row] as const))("by the operator %s, of a value and of a list, and what it denies", (op, row) => {
    const isNumeric = !row.types.includes("text");
    const operand = isNumeric && row.value === "one" ? { value: 3 } : row.clock === undefined ? VALUES[row.value] : { value: row.clock };
    const plain: Condition = { kind: "attribute", attribute: "a", op, ...operand };
    const exact = row.folds ? [{ ...plain, caseSensitive: true }] : [];
    const matched = row.negates === undefined && op !== "is_known" ? (["any", "all", "none"] as const).map((match) => ({ ...plain, match })) : [];
    for (const one of [plain, ...exact, ...matched]) {
      expectReadBack(one, undefined, new Map());
      expectReadBack({ kind: "not", of: one }, undefined, new Map());
    }
  });

  test("with windows of every form, behind every measure", () => {
    const windows: readonly Window[] = [
      ...UNITS.flatMap((unit): Window[] => [
        ...[{ last: 1, unit }, { next: 2, unit }, { ago: { to: 0, unit } }, { ago: { from: 2, to: 1, unit } }, { ago: { from: 1, to: 1, unit } }],
        ...[{ ahead: { from: 1, unit } }, { ahead: { from: 1, to: 2, unit } }, { ahead: { from: 2, to: 2, unit } }],
      ]),
      ...CALENDAR_UNITS.flatMap((unit): Window[] => [{ this: unit }, { previous: unit }, { following: unit }]),
      ...["2024-02-29", "2024-03-01T00:00:00Z"].flatMap((edge): Window[] => [{ from: edge }, { to: edge }, { from: "2024-02-01", to: edge }]),
      ...[{ from: "2024-02-29", to: "2024-02-29" }, { from: "2024-02-29T08:00:00Z", to: "2024-03-01" }],
    ];
    const asked: readonly Partial<EventCondition>[] = [
      ...countOperators.flatMap(({ op, value }) =>
        measures.map(({ fn }): Partial<EventCondition> => {
          const measure = fn === "count" || fn === "days" ? { fn } : { fn, property: "total" };
          return { measure, op, value: value === "pair" ? [1, 3] : 2 };
        }),
      ),
      ...[{}, { pick: "first" }, { pick: "last", pickFrom: "ever" }] as const,
    ];
    for (const window of windows) {
      const kept: readonly Condition[] = [
        ...[{ kind: "segment", segment: "s1", entered: window }, { kind: "segment", segment: "s1", left: window }, { kind: "exported", destination: "1", window }] as const,
      ];
      for (const one of kept) {
        expectReadBack(one, undefined, new Map());
        expectReadBack({ kind: "not", of: one }, undefined, new Map());
      }
      // The unit is said in one way, whatever is measured.
      const isDays = !("unit" in window) || window.unit === "day";
      for (const how of isDays ? asked : [{}]) {
        const one: Condition = { kind: "event", event: "A", window, ...how };
        expectReadBack(one, undefined, new Map());
        expectReadBack({ kind: "not", of: one }, undefined, new Map());
      }
    }
  });

  test("with numbers of every size", () => {
    for (const value of [-0, 0.1, 1e21, -1e-7, 5e-324, Number.MAX_VALUE, 123_456_789.125]) {
      expectReadBack({ kind: "attribute", attribute: "age", op: "at_least", value }, undefined, new Map());
    }
  });

  test("as large and as deep as a definition may be", () => {
    const leaf = (index: number): Condition => ({ kind: "attribute", attribute: `a${index}`, op: "is_known" });
    const large: Condition = { kind: "any", of: Array.from({ length: 499 }, (_, index) => leaf(index)) };
    const within = (node: Condition, index: number): Condition => ({ kind: index % 2 === 0 ? "all" : "any", of: [leaf(index), node] });
    const groups = (count: number): Condition => Array.from({ length: count }, (_, index) => index).reduce(within, leaf(count));
    const deep: Condition = { kind: "not", of: groups(98) };
    for (const where of [large, groups(99), deep]) {
      expect(parseCondition(where).problems).toEqual([]);
      expectReadBack(where, undefined, new Map());
    }
    expect(parseCondition(groups(100)).problems).toMatchObject([{ code: "too_deep" }]);
  });

  test("with its own zone", () => {
    const seen: Condition = { kind: "attribute", attribute: "seen", op: "in", window: { this: "day" } };
    const sentence = describe(seen, undefined, { timeZone: "Europe/Berlin" });
    expect(sentence).toBe("Customers whose seen is today. Days are those of “Europe/Berlin”.");
    expect(parseSentence(sentence)).toMatchObject({ where: seen, timeZone: "Europe/Berlin" });
    const { problems } = parseSentence("Everyone. Days are those of “Berlin”.");
    expect(problems).toMatchObject([{ path: ["text", 28], message: '"Berlin" is not a time zone.' }]);
  });
});

test("a sentence of a hundred thousand values is read", () => {
  const value = Array.from({ length: 100_000 }, (_, index) => `c${String(index).padStart(6, "0")}`);
  const where: Condition = { kind: "attribute", attribute: "id", op: "any_of", value };
  expect(parseSentence(describe(where)).where).toEqual(where);
});
