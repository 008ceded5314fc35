import type { ScalarType } from "../../src/catalog/types.ts";
import type { EventCondition, Measure } from "../../src/segment/ast.ts";
import { compares, countHolds } from "./count.ts";
import type { Dataset, Happening, Stored } from "./dataset.ts";
import { readProperty } from "./event-filter.ts";
import { identity } from "./identity.ts";
import { parseInstant } from "./instant.ts";
import { localDay } from "./local-day.ts";
import { knownItems } from "./value-test.ts";

/** The events that a condition is about, and where they stand. */
export interface Matching {
  /** Those of one customer that lie in the window and pass the filter. */
  readonly events: readonly Happening[];
  /** The events that the condition names. */
  readonly names: readonly string[];
  readonly dataset: Dataset;
  readonly timeZone: string;
}

/** Whether what a customer's matching events measure compares as it is asked. */
export function measureHolds(condition: EventCondition, matching: Matching): boolean {
  const amount = measured(condition, matching);
  if (typeof amount !== "bigint") return amount !== undefined && countHolds(condition, amount);
  const { op = "", value = [] } = condition;
  const [low = 0n, high = 0n] = (typeof value === "number" ? [value] : value).map(millionths);
  return compares(op, amount, low, high);
}

/** What a customer's matching events measure: sums and averages in millionths, as whole numbers. Undefined: unknown. */
export function measured(condition: EventCondition, matching: Matching): number | bigint | undefined {
  const measure = condition.measure ?? { fn: "count" };
  switch (measure.fn) {
    case "count":
      return matching.events.length;
    case "days":
      return new Set(matching.events.map(({ time }) => localDay(parseInstant(time), matching.timeZone))).size;
    case "distinct":
      return new Set(values(measure, matching).map(([value, type]) => identity(value, type))).size;
    case "sum":
      return total(numbers(measure, matching));
    case "avg": {
      const known = numbers(measure, matching);
      return known.length > 0 ? roundedQuotient(total(known), BigInt(known.length)) : undefined;
    }
    case "min": {
      const known = numbers(measure, matching);
      return known.length > 0 ? Math.min(...known) : undefined;
    }
    case "max": {
      const known = numbers(measure, matching);
      return known.length > 0 ? Math.max(...known) : undefined;
    }
  }
}

/** All known values of the property, of a list each item, with the type they have. */
function values(measure: Extract<Measure, { property: string }>, { events, names, dataset }: Matching): [Stored, ScalarType][] {
  return events.flatMap((event) => {
    const { stored, type } = readProperty(measure.property, event, names, dataset);
    return knownItems(stored).map((item): [Stored, ScalarType] => [item, type]);
  });
}

function numbers(measure: Extract<Measure, { property: string }>, matching: Matching): number[] {
  return values(measure, matching).map(([value]) => {
    if (typeof value !== "number") throw new Error(`not a number: ${JSON.stringify(value)}`);
    return value;
  });
}

/** The sum in millionths; what lies beyond ±10¹² counts as that. */
function total(known: readonly number[]): bigint {
  let sum = 0n;
  for (const value of known) sum += millionths(Math.min(Math.max(value, -1e12), 1e12));
  return sum;
}

/** A number in millionths: its fraction times 10⁶, rounded to a whole number, halves to the even one. */
function millionths(value: number): bigint {
  const whole = Math.trunc(value);
  const scaled = (value - whole) * 1e6;
  const known = Math.trunc(scaled);
  const rest = Math.abs(scaled - known);
  const away = rest > 0.5 || (rest === 0.5 && known % 2 !== 0);
  return BigInt(whole) * 1_000_000n + BigInt(known) + (away ? BigInt(Math.sign(scaled)) : 0n);
}

/** A quotient rounded to a whole number, halves to the even one. */
function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  let whole = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  if (twice > divisor || (twice === divisor && whole % 2n === 1n)) whole += 1n;
  return dividend < 0n ? -whole : whole;
}
