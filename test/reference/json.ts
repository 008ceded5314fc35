/**
 * What a JSON text says.
 *
 * @returns undefined where it is none, or holds a number that is too large
 */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => {
      if (typeof value === "number" && isTooLarge(value)) throw new Error("a number that no field holds");
      return value;
    });
  } catch {
    return undefined;
  }
}

/** Beyond a double; or whole, written by `JSON.stringify` without an exponent, and beyond 64 bits. */
function isTooLarge(value: number): boolean {
  const isWritten = Number.isInteger(value) && Math.abs(value) < 1e21;
  return Math.abs(value) === Infinity || (isWritten && (value >= 2 ** 64 || value <= -(2 ** 63)));
}
