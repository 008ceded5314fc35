import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A fresh id for what people see in addresses: 12 letters and digits (60 random bits), none mistaken for another. */
export function shortId(): string {
  return Array.from(randomBytes(12), (byte) => ALPHABET.charAt(byte & 31)).join("");
}
