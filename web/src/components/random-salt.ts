/** A salt that draws anew: eight letters. */
export function randomSalt(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => String.fromCharCode(97 + (byte % 26))).join("");
}
