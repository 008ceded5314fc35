import fc from "fast-check";
import type { DataType, ValueType } from "../../../src/catalog/types.ts";
import { besideClockChanges } from "./clock-changes.ts";

type Types = Readonly<Record<string, DataType>>;
type Cells = fc.Arbitrary<Record<string, unknown>>;

/** Values of some of the names: known ones, unknown ones, and seldom one that is not of the type. */
export function someOf(types: Types): Cells {
  return fc.record(mapped(types, cell), { requiredKeys: [] });
}

/** A value that is known for each name, so that all are declared. */
export function allOf(types: Types): Cells {
  return fc.record(mapped(types, known));
}

function mapped(types: Types, make: (type: DataType) => fc.Arbitrary<unknown>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [name, make(type)]));
}

function cell(type: DataType): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 25, arbitrary: known(type) }, { weight: 5, arbitrary: fc.constantFrom(null, "") }, { weight: 1, arbitrary: misfit(type) });
}

function known(type: DataType): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "value":
      return VALUES[type.of];
    case "list":
      return fc.array(fc.oneof({ weight: 4, arbitrary: VALUES[type.of] }, { weight: 1, arbitrary: fc.constantFrom(null, "") }), { maxLength: 4 });
    case "records": {
      const fields = Object.fromEntries(type.fields.map((field) => [field.name, orNull(known(field.type))]));
      const one = fc.record(fields, { requiredKeys: [] });
      return fc.oneof({ weight: 6, arbitrary: fc.array(orNull(one), { maxLength: 3 }) }, { weight: 1, arbitrary: one });
    }
  }
}

function orNull(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) });
}

const SHORT_TEXTS = [
  ...["Red", "red", "RED", "ΣΑΣ", "σας", "İi", "straße", "STRASSE", " ", "a\nb", "\\", "'", "👩‍👩‍👧", "e\u0301", "é", "\0", "null", "\uFFFF"],
  ...["%_", "[1]", "true"],
];
const NUMBERS = [0, -0, 0.1, 0.30000000000000004, 5e-324, -1.7976931348623157e308, 9007199254740993, 1e21, 3.14159265358979];
const NUMBERS_IN_TEXT = ["1e3", "007", "+5", "-0.0", ".5", "1.", "NaN", "inf", "-Infinity"];
const DAYS = ["1900-01-01", "2299-12-31", "2024-02-29", "2024-03-31", "2024-03-30", "1969-12-31"];
const INSTANTS = ["1900-01-01", "2299-12-31T23:59:59.999Z", "2024-03-31 01:30:00", "2024-03-31T03:30:00.123999+02:00", "1969-12-31T23:59:59.9999Z"];

/** Known values of each type, in every form that a file may have; NaN and the infinities are numbers that nobody knows. */
const VALUES: Readonly<Record<ValueType, fc.Arbitrary<unknown>>> = {
  text: fc.oneof(
    fc.constantFrom<unknown>(...SHORT_TEXTS, 5, 0),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }).filter((text) => !/[\r\u2028\u2029]/.test(text)),
  ),
  number: fc.oneof(
    fc.constantFrom<unknown>(...NUMBERS, ...NUMBERS_IN_TEXT),
    fc.integer({ min: -3, max: 40 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
  boolean: fc.constantFrom<unknown>(true, false, "true", "FALSE", "1", 0, "Yes", "n"),
  date: fc.oneof(fc.constantFrom(...DAYS), fc.integer({ min: 1, max: 60 }).map((day) => isoText(Date.UTC(2024, 2, day)).slice(0, 10))),
  datetime: fc.oneof(
    fc.constantFrom(...INSTANTS),
    fc.integer({ min: 0, max: 2_000 }).map((hours) => isoText(Date.UTC(2024, 2, 1, hours))),
    fc.constantFrom(...besideClockChanges).map(isoText),
  ),
};

function misfit(type: DataType): fc.Arbitrary<unknown> {
  if (type.kind !== "value") return fc.constantFrom<unknown>("no list", 7, true, ...(type.kind === "records" ? [["no record"]] : []));
  switch (type.of) {
    case "text":
      // Everything is text.
      return fc.constant(null);
    case "number":
      return fc.constantFrom<unknown>("many", "1,5", "0x10", true, "1e", "--1", "1 2");
    case "boolean":
      return fc.constantFrom<unknown>("ja", 2, "t");
    case "date":
      return fc.constantFrom<unknown>("2025-02-30", "1899-12-31", "2300-01-01", "2024-1-1", "2024-03-31T00:00:00Z", 20240331);
    case "datetime":
      return fc.constantFrom<unknown>("2025-02-30T00:00:00Z", "1899-12-31T23:59:59Z", "2024-03-31T25:00:00Z", "now", 1711843200);
  }
}

function isoText(instant: number): string {
  return new Date(instant).toISOString();
}
