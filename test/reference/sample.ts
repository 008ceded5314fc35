import { createHash } from "node:crypto";
import type { SampleCondition } from "../../src/segment/ast.ts";

const WHOLE = 2n ** 64n;

/** Whether a customer is in a random share, which depends on nothing but the salt and the customer's key. */
export function isSampled({ percent, salt, offset = 0 }: SampleCondition, key: string): boolean {
  const place = placeOf(salt, key);
  const from = millionths(offset);
  const to = from + millionths(percent);
  return share(from) <= place && place < share(to);
}

/** The first 8 bytes of a hash as a number that is not negative, the first byte the most significant. */
export function placeOf(salt: string, key: string): bigint {
  const digest = createHash("sha256").update(`${salt}\u0000${key}`, "utf8").digest("hex");
  return BigInt(`0x${digest.slice(0, 16)}`);
}

/** Of percents with 6 decimals, each as a whole number. */
function millionths(percent: number): bigint {
  return BigInt(percent.toFixed(6).replace(".", ""));
}

function share(millionthsOfPercent: bigint): bigint {
  return (millionthsOfPercent * WHOLE) / 100_000_000n;
}
