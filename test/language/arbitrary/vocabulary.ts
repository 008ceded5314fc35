import fc from "fast-check";
import type { ScalarType, ValueType } from "../../../src/catalog/types.ts";
import type { Test, Window } from "../../../src/segment/ast.ts";
import { operatorsFor, takesMatch, type OperatorRow } from "../../../src/segment/operators.ts";
import { printDay } from "../../reference/local-day.ts";
import { parseInstant } from "../../reference/instant.ts";
import type { Dataset } from "../../reference/dataset.ts";
import { EARLIEST, FIRST_DAY, LAST_DAY, LATEST } from "./range.ts";
import { type Edges, shortWindows, windows } from "./window.ts";

/** Patterns that mean the same to RE2 and to JavaScript. */
const PATTERNS = ["^b", "n$", ".", "^.$", "^.{3}$", "[^a-z]", "e|o", "(R|b)e", "\\\\", "\\.", "ß", "^ +$", "[0-9]+%", "京", "^$", "\\n", "i"];

const TEXTS = ["i", "I", "İ", "ss", "ẞ", "Σ", "σ", "ς", "é", "É", "\u0301", " ", "\n", "\\", "'", '"', "%", "_", "{p1:String}", "\0", "👩"];

/** What tests on a data set are made of: its own values and what lies beside them. */
export interface Vocabulary {
  readonly dataset: Dataset;
  /** Days and instants at and beside those of the data set. */
  readonly edges: Edges;
  /** A test that `check` takes on values of a type: every row of the table of operators has its turn. */
  tests(type: ScalarType): fc.Arbitrary<Test>;
}

interface Values {
  readonly texts: fc.Arbitrary<string>;
  readonly numbers: fc.Arbitrary<number>;
  readonly edges: Edges;
  readonly anyWindow: fc.Arbitrary<Window>;
  readonly shortWindow: fc.Arbitrary<Window>;
}

export function vocabularyOf(dataset: Dataset): Vocabulary {
  const values = valuesOf(dataset);
  return {
    dataset,
    edges: values.edges,
    tests: (type) =>
      fc
        .constantFrom<OperatorRow>(...operatorsFor(type))
        .chain((row) =>
          fc.tuple(operand(row, type.of, values), options(row, type)).map(([operand, options]) => ({ op: row.op, ...operand, ...options })),
        ),
  };
}

function valuesOf(dataset: Dataset): Values {
  const stored = storedValues(dataset);
  const storedTexts = unique(stored.filter((value): value is string => typeof value === "string" && value !== ""));
  const storedNumbers = unique(stored.filter((value): value is number => typeof value === "number"));
  const storedInstants = storedTexts.filter((text) => /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text)).map(parseInstant);
  const someTexts = fc.constantFrom(...(storedTexts.length > 0 ? storedTexts : TEXTS));
  const texts = fc.oneof(
    someTexts,
    someTexts.map((text) => text.toUpperCase()),
    // A part of a stored text, cut between characters.
    fc.tuple(someTexts, fc.nat(12), fc.integer({ min: 1, max: 6 })).map(([text, from, length]) => {
      const characters = [...text];
      const start = from % characters.length;
      return characters.slice(start, start + length).join("");
    }),
    fc.constantFrom(...TEXTS),
    fc.string({ minLength: 1, maxLength: 4, unit: "grapheme" }),
  );
  const numbers = fc.oneof(
    fc.constantFrom(...(storedNumbers.length > 0 ? storedNumbers : [0])),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -3, max: 110 }),
  );
  const someInstants = fc.constantFrom(...(storedInstants.length > 0 ? storedInstants : [Date.UTC(2000, 0, 1)]));
  const instants = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(someInstants, fc.integer({ min: -1, max: 1 })).map(([at, by]) => at + by) },
    { weight: 1, arbitrary: fc.integer({ min: EARLIEST, max: LATEST - 1 }) },
  );
  const edges: Edges = {
    days: fc
      .tuple(instants, fc.integer({ min: -1, max: 1 }))
      .map(([at, by]) => printDay(Math.min(Math.max(Math.floor(at / 86_400_000) + by, FIRST_DAY), LAST_DAY))),
    instants: instants.map((at) => new Date(Math.min(Math.max(at, EARLIEST), LATEST - 1)).toISOString()),
  };
  return { texts, numbers, edges, anyWindow: windows(edges), shortWindow: shortWindows(edges) };
}

function operand(row: OperatorRow, of: ValueType, { texts, numbers, edges, anyWindow, shortWindow }: Values): fc.Arbitrary<Pick<Test, "value" | "window">> {
  switch (row.value) {
    case "none":
      return fc.constant({});
    case "one":
      return fc.record({ value: row.pattern ? fc.constantFrom(...PATTERNS) : of === "number" ? numbers : texts });
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

/** Every value of the data set, those in lists and records too, and every instant. */
function storedValues(dataset: Dataset): unknown[] {
  const values: unknown[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
    else values.push(value);
  };
  for (const { attributes } of dataset.customers) collect(attributes);
  for (const { properties, time } of dataset.events) collect([properties, time]);
  for (const { refreshes = [] } of Object.values(dataset.segments ?? {})) collect(refreshes.map(({ at }) => at));
  for (const { exports } of Object.values(dataset.destinations ?? {})) collect(exports.map(({ at }) => at));
  return values;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
