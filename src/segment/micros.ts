/**
 * A number as a count of millionths: its fraction is multiplied by 10⁶ as doubles are, and rounded to the nearest whole number,
 * halves to the even one. Sums and averages are made of these, so that 0.1 + 0.2 is 0.3.
 */
export function micros(value: number): bigint {
  const whole = Math.trunc(value);
  return BigInt(whole) * 1_000_000n + BigInt(rounded((value - whole) * 1e6));
}

function rounded(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest === 0.5) return below % 2 === 0 ? below : below + 1;
  return rest < 0.5 ? below : below + 1;
}
