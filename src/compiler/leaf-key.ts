import { canonicalJson } from "../segment/canonical.ts";
import type { Leaf } from "./plan.ts";

/**
 * Canonical JSON of a leaf: equal leaves have equal keys, whatever the order of their fields. It holds no versions of data, which
 * whoever caches a leaf adds from what the leaf `reads`.
 */
export function leafKey(leaf: Leaf): string {
  return canonicalJson(leaf);
}
