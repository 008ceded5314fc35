/**
 * A number as a count of millionths: multiplied by 10⁶ as doubles are, and rounded to the nearest whole number, halves to the even
 * one. Sums and averages are made of these, so that 0.1 + 0.2 is 0.3.
 */
export function micros(value: number): number {
  const scaled = value * 1e6;
  const below = Math.floor(scaled);
  const rest = scaled - below;
  if (rest < 0.5) return below;
  if (rest > 0.5) return below + 1;
  return below % 2 === 0 ? below : below + 1;
}
