import type { Leaf } from "./plan.ts";

/**
 * Canonical JSON of a leaf: equal leaves have equal keys, whatever the order of their fields. It holds no versions of data, which
 * whoever caches a leaf adds from what the leaf `reads`.
 */
export function leafKey(leaf: Leaf): string {
  return JSON.stringify(leaf, inOrder);
}

function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
