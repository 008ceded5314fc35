import { describe, expect, test } from "vitest";
import type { ScalarType, ValueType } from "../../src/catalog/types.ts";
import { check } from "../../src/segment/check.ts";
import { blankTest, complementOf, countOperators, operator, operators, operatorsFor, takesMatch, type CountOperatorRow, type OperatorRow } from "../../src/segment/operators.ts";
import { operatorsDocument } from "./operators-document.ts";

const rows: readonly OperatorRow[] = operators;
const types: readonly ValueType[] = ["text", "number", "boolean", "date", "datetime"];
const scalarTypes = types.flatMap((of): ScalarType[] => [{ kind: "value", of }, { kind: "list", of }]);

describe("the table of operators", () => {
  test("has the operators of the language and no others", () => {
    expect(rows.map(({ op }) => op).sort()).toEqual(
      [
        ...["equals", "not_equals", "contains", "not_contains", "starts_with", "not_starts_with", "ends_with", "not_ends_with"],
        ...["any_of", "none_of", "contains_any_of", "contains_none_of", "matches", "not_matches"],
        ...["less_than", "at_most", "greater_than", "at_least", "between", "not_between", "is_true", "is_false"],
        ...["on", "not_on", "before", "after", "on_or_before", "on_or_after", "in", "not_in", "anniversary_in", "is_known", "is_unknown", "weekday_in", "hour_in"],
      ].sort(),
    );
    expect(countOperators.map(({ op }) => op)).toEqual(["at_least", "at_most", "exactly", "more_than", "fewer_than", "between"]);
  });

  test.each(rows)("$op: a negative operator has the types, the value and the limit of its twin, and says that unknown is in", (row) => {
    if (row.negates === undefined) return;
    const twin = operator(row.negates);
    const { types, value, most, folds, pattern } = row;
    expect({ types, value, most, folds, pattern }).toEqual({ types: twin?.types, value: twin?.value, most: twin?.most, folds: twin?.folds, pattern: twin?.pattern });
    expect(twin?.negates).toBeUndefined();
    expect(row.sentence).toMatch(/unknown$/);
    expect(complementOf(row.op)).toBe(twin);
    expect(complementOf(row.negates)).toBe(row);
  });

  test.each(scalarTypes)("says no sentence and no label twice for a $kind of $of", (type) => {
    const offered = operatorsFor(type);
    expect(new Set(offered.map(({ sentence }) => sentence)).size).toBe(offered.length);
    expect(new Set(offered.map(({ label }) => label)).size).toBe(offered.length);
  });

  test.each(rows)("$op: the sentence has a place for a value when there is one", ({ sentence, value }) => {
    expect(sentence.includes("{}")).toBe(value !== "none");
  });

  test("has the complement of a comparison in both directions", () => {
    const pairs = countOperators.flatMap((row: CountOperatorRow) => (row.complement === undefined ? [] : [[row.op, row.complement]]));
    expect(pairs).toEqual([["at_least", "fewer_than"], ["at_most", "more_than"], ["more_than", "at_most"], ["fewer_than", "at_least"]]);
  });

  test("knows no operator by a name that every object has", () => {
    expect(operator("constructor")).toBeUndefined();
    expect(operator("__proto__")).toBeUndefined();
  });
});

test.each(scalarTypes)("the blank test of a $kind of $of is a definition without problems", (type) => {
  const attribute = { name: "a", type, column: "a1", version: 1 };
  const catalog = { version: 1, customersVersion: 1, customers: 1, attributes: [attribute], events: [], lists: [] };
  const blank = blankTest(type);
  expect(operatorsFor(type).map(({ op }) => op)).toContain(blank.op);
  expect(check({ kind: "attribute", attribute: "a", ...blank }, { catalog, now: 0, timeZone: "UTC" }).problems).toEqual([]);
});

test("match is taken on lists by positive operators that look at items", () => {
  const taking = rows.filter((row) => takesMatch(row, { kind: "list", of: "text" })).map(({ op }) => op);
  expect(taking).not.toContain("is_known");
  expect(taking).not.toContain("not_equals");
  expect(taking).toContain("contains");
  expect(rows.filter((row) => takesMatch(row, { kind: "value", of: "text" }))).toEqual([]);
});

test("docs/operators.md is written from the table (vitest -u writes it anew)", async () => {
  await expect(operatorsDocument()).toMatchFileSnapshot("../../docs/operators.md");
});
