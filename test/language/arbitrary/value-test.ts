import fc from "fast-check";
import type { ScalarType, ValueType } from "../../../src/catalog/types.ts";
import type { Test } from "../../../src/segment/ast.ts";
import { operatorsFor, takesMatch, type OperatorRow } from "../../../src/segment/operators.ts";
import { printDay } from "../../reference/local-day.ts";
import { parseInstant } from "../../reference/instant.ts";
import { dataset } from "../cases.ts";
import { EARLIEST, FIRST_DAY, LAST_DAY, LATEST } from "./range.ts";
import { type Edges, shortWindows, windows } from "./window.ts";

/** Patterns that mean the same to RE2 and to JavaScript. */
const PATTERNS = ["^b", "n$", ".", "^.$", "^.{3}$", "[^a-z]", "e|o", "(R|b)e", "\\\\", "\\.", "ß", "^ +$", "[0-9]+%", "京", "^$", "\\n", "i"];

const TEXTS = ["i", "I", "İ", "ss", "ẞ", "Σ", "σ", "ς", "é", "É", "\u0301", " ", "\n", "\\", "'", '"', "%", "_", "{p1:String}", "\0", "👩"];

const storedTexts = unique(storedValues().filter((value): value is string => typeof value === "string" && value !== ""));
const storedNumbers = unique(storedValues().filter((value): value is number => typeof value === "number"));
const storedInstants = storedTexts.filter((text) => /^\d{4}-\d\d-\d\dT/.test(text)).map(parseInstant);

const texts = fc.oneof(
  fc.constantFrom(...storedTexts),
  fc.constantFrom(...storedTexts).map((text) => text.toUpperCase()),
  // A part of a stored text, cut between characters.
  fc.tuple(fc.constantFrom(...storedTexts), fc.nat(12), fc.integer({ min: 1, max: 6 })).map(([text, from, length]) => {
    const characters = [...text];
    const start = from % characters.length;
    return characters.slice(start, start + length).join("");
  }),
  fc.constantFrom(...TEXTS),
  fc.string({ minLength: 1, maxLength: 4, unit: "grapheme" }),
);
const numbers = fc.oneof(
  fc.constantFrom(...storedNumbers),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -3, max: 110 }),
);
const instants = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...storedInstants), fc.integer({ min: -1, max: 1 })).map(([at, by]) => at + by) },
  { weight: 1, arbitrary: fc.integer({ min: EARLIEST, max: LATEST - 1 }) },
);

/** Days and instants at and beside those of the data set. */
export const edges: Edges = {
  days: fc
    .tuple(instants, fc.integer({ min: -1, max: 1 }))
    .map(([at, by]) => printDay(Math.min(Math.max(Math.floor(at / 86_400_000) + by, FIRST_DAY), LAST_DAY))),
  instants: instants.map((at) => new Date(Math.min(Math.max(at, EARLIEST), LATEST - 1)).toISOString()),
};
const anyWindow = windows(edges);
const shortWindow = shortWindows(edges);

/** A test that `check` takes on values of a type: every row of the table of operators has its turn. */
export function tests(type: ScalarType): fc.Arbitrary<Test> {
  return fc
    .constantFrom<OperatorRow>(...operatorsFor(type))
    .chain((row) => fc.tuple(operand(row, type.of), options(row, type)).map(([operand, options]) => ({ op: row.op, ...operand, ...options })));
}

function operand(row: OperatorRow, of: ValueType): fc.Arbitrary<Pick<Test, "value" | "window">> {
  switch (row.value) {
    case "none":
      return fc.constant({});
    case "one":
      return fc.record({ value: row.pattern ? fc.constantFrom(...PATTERNS) : one(of) });
    case "many":
      return fc.record({ value: fc.oneof(of === "number" ? few(numbers) : few(texts)) });
    case "pair":
      return fc.tuple(numbers, numbers).map(([a, b]) => ({ value: a <= b ? [a, b] : [b, a] }));
    case "day":
      return fc.record({ value: edges.days });
    case "day_or_instant":
      return fc.record({ value: of === "date" ? edges.days : fc.oneof(edges.days, edges.instants) });
    case "window":
      return fc.record({ window: row.bounded ? shortWindow : anyWindow });
  }
}

function options(row: OperatorRow, type: ScalarType): fc.Arbitrary<Pick<Test, "match" | "caseSensitive">> {
  const match = fc.constantFrom("any", "all", "none");
  return fc.record(
    { ...(takesMatch(row, type) && { match }), ...(row.folds && type.of === "text" && { caseSensitive: fc.boolean() }) },
    { requiredKeys: [] },
  );
}

function few<T>(items: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(items, { minLength: 1, maxLength: 4 });
}

function one(of: ValueType): fc.Arbitrary<string | number> {
  return of === "number" ? numbers : texts;
}

/** Every value of the data set, those in lists and records too. */
function storedValues(): unknown[] {
  const values: unknown[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
    else values.push(value);
  };
  for (const { attributes } of dataset.customers) collect(attributes);
  for (const { properties, time } of dataset.events) collect([properties, time]);
  return values;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
