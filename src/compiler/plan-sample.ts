import type { SampleCondition } from "../segment/ast.ts";
import type { SetExpr } from "./plan.ts";
import { READS_CUSTOMERS } from "./reads.ts";
import { EVERYONE, leafSet, NOBODY } from "./set.ts";

const MILLIONTHS = 1e6;
const WHOLE = 2n ** 64n;

/** The customers of a random share. */
export function sampleSet({ percent, salt, offset = 0 }: SampleCondition): SetExpr {
  const low = hashAt(millionths(offset));
  const high = hashAt(millionths(offset) + millionths(percent));
  if (low >= high) return NOBODY;
  if (low === 0n && high === WHOLE) return EVERYONE;
  return leafSet({ kind: "sample", salt, low: String(low), ...(high < WHOLE && { high: String(high) }), reads: READS_CUSTOMERS });
}

/** The first hash that is not below this share. */
function hashAt(share: bigint): bigint {
  return (share * WHOLE) / (100n * BigInt(MILLIONTHS));
}

/** Exact: a checked percentage has 6 decimals at most. */
function millionths(percent: number): bigint {
  return BigInt(Math.round(percent * MILLIONTHS));
}
