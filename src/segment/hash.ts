import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Condition } from "./ast.ts";
import { canonicalJson } from "./canonical.ts";
import { normalize } from "./normalize.ts";

/** SHA-256, hex, of the normal form of a checked condition and of the segment's own time zone, if it has one. */
export function definitionHash(condition: Condition, timeZone?: string): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ where: normalize(condition), timeZone }))));
}
