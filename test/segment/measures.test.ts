import { expect, test } from "vitest";
import { measureRow, measures } from "../../src/segment/measures.ts";
import { micros } from "../../src/segment/micros.ts";

test.each<[number, bigint]>([
  [0, 0n],
  [-0, 0n],
  [0.1 + 0.2, 300_000n],
  [-19.99, -19_990_000n],
  [0.0078125, 7_812n],
  [0.0234375, 23_438n],
  [-0.0078125, -7_812n],
  [-0.0234375, -23_438n],
  [4.9e-7, 0n],
  [5.1e-7, 1n],
  [1_000_000_000_005, 1_000_000_000_005_000_000n],
  [123_456_789.123456, 123_456_789_123_456n],
  [1e30, BigInt(1e30) * 1_000_000n],
])("%d is %d millionths", (value, millionths) => expect(micros(value)).toBe(millionths));

test("the table of measures has those of the language, and finds no other", () => {
  expect(measures.map(({ fn }) => fn)).toEqual(["count", "days", "distinct", "sum", "avg", "min", "max"]);
  expect(measureRow("constructor")).toBeUndefined();
});
