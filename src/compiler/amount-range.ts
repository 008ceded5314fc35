import { micros } from "../segment/micros.ts";
import type { ExactRange, NumberRange } from "./plan.ts";

/** The numbers that a comparison of a measure lets in. */
export function numberRange(op: string | undefined, [low, high]: readonly [low: number, high: number]): NumberRange {
  switch (op) {
    case "at_least":
      return { low: { value: low, included: true } };
    case "more_than":
      return { low: { value: low, included: false } };
    case "at_most":
      return { high: { value: low, included: true } };
    case "fewer_than":
      return { high: { value: low, included: false } };
    case "exactly":
    case "between":
      return { low: { value: low, included: true }, high: { value: high, included: true } };
    default:
      throw new Error(`invariant broken: no operator on measures is named ${op}`);
  }
}

/** Beyond these, in units, no sum and no mean can lie: values count up to 10¹². What they are made of fits into 128 bits. */
const MOST_SUM = 1e24;
const MOST_MEAN = 1e13;

/** The same of sums, in millionths. */
export function exactRange(op: string | undefined, ends: readonly [low: number, high: number]): ExactRange {
  const { low, high } = numberRange(op, ends);
  return {
    ...(low && { low: { value: String(whole(low.value, MOST_SUM)), included: low.included } }),
    ...(high && { high: { value: String(whole(high.value, MOST_SUM)), included: high.included } }),
  };
}

/**
 * The same of means before they are rounded, in half millionths. Rounding takes what lies between two halves to the whole number
 * between them, and a half itself to the even one of its neighbours.
 */
export function meanRange(op: string | undefined, ends: readonly [low: number, high: number]): ExactRange {
  const { low, high } = numberRange(op, ends);
  return { ...(low && { low: roundedFrom(low) }), ...(high && { high: roundedTo(high) }) };

  function roundedFrom({ value, included }: { value: number; included: boolean }): { value: string; included: boolean } {
    const least = whole(value, MOST_MEAN) + (included ? 0n : 1n);
    return { value: String(2n * least - 1n), included: least % 2n === 0n };
  }
  function roundedTo({ value, included }: { value: number; included: boolean }): { value: string; included: boolean } {
    const most = whole(value, MOST_MEAN) - (included ? 0n : 1n);
    return { value: String(2n * most + 1n), included: most % 2n === 0n };
  }
}

function whole(value: number, most: number): bigint {
  return micros(Math.min(Math.max(value, -most), most));
}
