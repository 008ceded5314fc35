import { createHash } from "node:crypto";
import type { SetGraph, SetRef } from "../compiler/set-graph.ts";
import type { Leaf } from "../compiler/plan.ts";

const MOST_SIZES = 20_000;

/**
 * How many customers are in sets that were counted before. A set is known by its conditions and the versions of the data that these read, so
 * that a number is found again only as long as it is exact.
 */
export class KnownSizes {
  /** In the order of their last use. */
  readonly #sizes = new Map<string, number>();

  find(key: string): number | undefined {
    const size = this.#sizes.get(key);
    if (size !== undefined) this.#keep(key, size);
    return size;
  }

  keep(sizes: Iterable<readonly [key: string, size: number]>): void {
    for (const [key, size] of sizes) this.#keep(key, size);
    for (const key of this.#sizes.keys()) {
      if (this.#sizes.size <= MOST_SIZES) return;
      this.#sizes.delete(key);
    }
  }

  #keep(key: string, size: number): void {
    this.#sizes.delete(key);
    this.#sizes.set(key, size);
  }
}

/** What each set of a graph depends on, as a short text; `keyOf` tells it of a leaf, `everyone` of all customers. */
export function setKeys(graph: SetGraph, keyOf: (leaf: Leaf) => string, everyone: string): (ref: SetRef) => string {
  const keys: string[] = [];
  // Parts stand before what is made of them.
  for (const step of graph.steps) keys.push(keyOfStep(step, keys, keyOf, everyone));
  return (ref) => keys[ref] ?? "";
}

function keyOfStep(step: SetGraph["steps"][number], keys: readonly string[], keyOf: (leaf: Leaf) => string, everyone: string): string {
  switch (step.kind) {
    case "everyone":
      return everyone;
    case "nobody":
      return "nobody";
    case "leaf":
      return keyOf(step.leaf);
    case "and":
    case "or":
    case "minus":
      return createHash("sha256").update(JSON.stringify([step.kind, keys[step.left], keys[step.right]])).digest("base64");
  }
}
