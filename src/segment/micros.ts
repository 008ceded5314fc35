/**
 * A number as a count of millionths: its fraction is multiplied by 10⁶ as doubles are, and rounded to the nearest whole number,
 * halves to the even one. Sums and averages are made of these, so that 0.1 + 0.2 is 0.3.
 */
export function micros(value: number): bigint {
  const whole = Math.trunc(value);
  return BigInt(whole) * 1_000_000n + BigInt(rounded((value - whole) * 1e6));
}

/** The number that is nearest to a count of millionths. */
export function fromMicros(count: bigint): number {
  const digits = String(count < 0n ? -count : count).padStart(7, "0");
  const number = Number(`${digits.slice(0, -6)}.${digits.slice(-6)}`);
  return count < 0n ? -number : number;
}

/** A quotient of whole numbers, rounded to a whole number, halves to the even one. */
export function quotient(dividend: bigint, divisor: bigint): bigint {
  const below = dividend / divisor - (dividend % divisor < 0n ? 1n : 0n);
  const twice = 2n * (dividend - below * divisor);
  return twice > divisor || (twice === divisor && below % 2n !== 0n) ? below + 1n : below;
}

function rounded(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest === 0.5) return below % 2 === 0 ? below : below + 1;
  return rest < 0.5 ? below : below + 1;
}
