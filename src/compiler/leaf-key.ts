import { canonicalJson } from "../segment/canonical.ts";
import type { Leaf } from "./plan.ts";

/**
 * Canonical JSON of a leaf: equal leaves have equal keys, whatever the order of their fields. It holds no versions of data, which
 * whoever caches a leaf adds from what the leaf `reads`.
 */
export function leafKey(leaf: Leaf): string {
  const known = keys.get(leaf);
  if (known !== undefined) return known;
  const key = canonicalJson(leaf);
  keys.set(leaf, key);
  return key;
}

/** Each leaf is looked up by its key again and again, and never changes. */
const keys = new WeakMap<Leaf, string>();
