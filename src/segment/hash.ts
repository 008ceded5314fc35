import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Condition } from "./ast.ts";
import { canonicalJson } from "./canonical.ts";
import { normalize } from "./normalize.ts";

/** SHA-256, hex, of the normal form of a checked condition. Instant and zone stand beside it in a receipt. */
export function definitionHash(condition: Condition): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ where: normalize(condition) }))));
}
