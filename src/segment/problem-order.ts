import type { Path, Problem } from "../errors.ts";
import { isRaw } from "./raw.ts";

/**
 * Problems in the order in which their places stand in what the caller gave; those of one place as they come. `input` stands there at a
 * path of `depth` steps.
 */
export function inOrder(input: unknown, problems: readonly Problem[], depth = 0): Problem[] {
  const orders = new Map<object, ReadonlyMap<string, number>>();
  const ranked = problems.map((problem) => ({ problem, rank: rankOf(input, (problem.path ?? []).slice(depth), orders) }));
  return ranked.sort((one, other) => compared(one.rank, other.rank)).map(({ problem }) => problem);
}

/** Of each step which one it is of those beside it; what is missing comes last. */
function rankOf(input: unknown, path: Path, orders: Map<object, ReadonlyMap<string, number>>): readonly number[] {
  let node = input;
  return path.map((step) => {
    const here = node;
    if (Array.isArray(here)) {
      node = here[Number(step)];
      return Number(step);
    }
    if (!isRaw(here)) return 0;
    const order = orders.get(here) ?? new Map(Object.keys(here).map((key, index) => [key, index]));
    orders.set(here, order);
    node = here[step];
    return order.get(String(step)) ?? order.size;
  });
}

function compared(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
