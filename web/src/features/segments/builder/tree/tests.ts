import type { ScalarType } from "../../../../../../src/catalog/types.ts";
import type { Test, Value } from "../../../../../../src/segment/ast.ts";
import { blankTest, operator, type OperatorRow, takesMatch, type ValueShape } from "../../../../../../src/segment/operators.ts";

/** The test that a newly chosen value begins with: ready to type for texts and numbers. */
export function firstTest(type: ScalarType): Test {
  if (type.of === "text") return { op: "equals" };
  if (type.of === "number") return { op: "at_least" };
  return blankTest(type);
}

/** The same test with another operator. What fits the new one is kept, what does not is dropped. */
export function withOperator(test: Test, row: OperatorRow, type: ScalarType): Test {
  const from = operator(test.op)?.value;
  const sameClock = operator(test.op)?.clock === row.clock;
  const value = sameClock ? fitValue(test.value, from, row.value) : undefined;
  return {
    op: row.op,
    value,
    window: row.value === "window" ? (test.window ?? { last: 30, unit: "day" }) : undefined,
    match: takesMatch(row, type) ? test.match : undefined,
    caseSensitive: row.folds === true && type.of === "text" ? test.caseSensitive : undefined,
  };
}

export function isList(value: Value | undefined): value is readonly string[] | readonly number[] {
  return Array.isArray(value);
}

function fitValue(value: Value | undefined, from: ValueShape | undefined, to: ValueShape): Value | undefined {
  if (value === undefined || to === "none" || to === "window") return undefined;
  const isDay = (shape: ValueShape | undefined) => shape === "day" || shape === "day_or_instant";
  if (isDay(from) !== isDay(to)) return undefined;
  if (isDay(to)) return to === "day" && typeof value === "string" ? value.slice(0, 10) : value;
  if (to === "one") return isList(value) ? value[0] : value;
  if (to === "pair") return fitPair(value);
  if (isList(value)) return value;
  return typeof value === "number" ? [value] : [value];
}

function fitPair(value: Value): readonly number[] | undefined {
  const all: readonly (string | number)[] = isList(value) ? value : [value];
  const numbers = all.filter((one) => typeof one === "number");
  return numbers.length === 0 ? undefined : numbers.slice(0, 2);
}

/** The test when another value is chosen: kept when the types are the same, else begun anew. */
export function retargeted<T extends Test & { readonly off?: boolean | undefined; readonly note?: string | undefined }>(
  test: T,
  from: ScalarType | undefined,
  to: ScalarType | undefined,
  isOwnTime = false,
) {
  const { op, value, window, match, caseSensitive, off, note } = test;
  const fits = isOwnTime || operator(op)?.clock === undefined;
  const same = fits && from !== undefined && to !== undefined && from.kind === to.kind && from.of === to.of;
  const kept = same || to === undefined ? { op, value, window, match, caseSensitive } : firstTest(to);
  return { ...kept, off, note };
}
