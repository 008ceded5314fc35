import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Condition } from "./ast.ts";
import { canonicalJson } from "./canonical.ts";
import type { Circumstances } from "./checked.ts";
import { expand } from "./expand.ts";

/** SHA-256, hex, of the normal form of a checked condition with its references expanded. Instant and zone stand beside it in a receipt. */
export function definitionHash(condition: Condition, circumstances: Circumstances): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ where: expand(condition, circumstances) }))));
}
