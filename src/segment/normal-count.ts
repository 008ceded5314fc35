import type { Counted } from "./ast.ts";
import { countRange } from "./count-range.ts";

/** A count in its normal form; `negated` says whether the condition is the complement of that. */
export interface NormalCount {
  readonly negated: boolean;
  readonly asked: { readonly op: string; readonly value: number | readonly number[] };
}

/**
 * Brings a checked count to its normal form: one that includes 0 is the complement of one that does not. True when it holds for
 * everyone, false when for nobody.
 */
export function normalCount(counted: Counted): NormalCount | boolean {
  const { low, high } = countRange(counted);
  if (high === undefined && low <= 0) return true;
  if (high !== undefined && high < low) return false;
  if (low <= 0) return { negated: true, asked: { op: "at_least", value: (high ?? 0) + 1 } };
  if (high === undefined) return { negated: false, asked: { op: "at_least", value: low } };
  return { negated: false, asked: low === high ? { op: "exactly", value: low } : { op: "between", value: [low, high] } };
}
