import { setGraph } from "../compiler/set-graph.ts";
import { receiptOf, type Workbench } from "./audience.ts";
import { type Compared, comparing } from "./comparing.ts";
import type { Receipt } from "./receipt.ts";
import { sizesOf } from "./sizes.ts";

/** How sets of customers overlap. Numbers name them by their place among the questions, from 0. */
export interface Overlap {
  readonly receipts: readonly Receipt[];
  /** Every two, the first before the second. */
  readonly pairs: readonly Pair[];
  /** Who is in exactly these and in no other, for every choice of them; null for more than `MOST_EXCLUSIVE`. */
  readonly exclusive: readonly { readonly in: readonly number[]; readonly count: number }[] | null;
}

export interface Pair {
  readonly first: number;
  readonly second: number;
  /** Who is in both. */
  readonly count: number;
  /** Who is in both, as a share of who is in either; null when nobody is. */
  readonly jaccard: number | null;
}

/** With n sets there are 2ⁿ − 1 choices. */
const MOST_EXCLUSIVE = 6;

/**
 * How many customers several questions have in common, in one statement.
 *
 * @throws AppError `invalid_definition` with all problems of the first question that has some
 */
export function overlap(bench: Workbench, compared: readonly Compared[], signal?: AbortSignal): Promise<Overlap> {
  return comparing(bench, compared, signal, async (asked, catalog) => {
    const graph = setGraph();
    const sets = asked.map(({ plan }) => graph.add(plan.set));
    const pairs = sets.flatMap((one, first) =>
      sets.flatMap((other, second) => (first < second ? [{ first, second, both: graph.and(one, other), either: graph.or(one, other) }] : [])),
    );
    const choices = sets.length > MOST_EXCLUSIVE ? null : choicesOf(sets.length).map((chosen) => {
      const inside = chosen.flatMap((index) => sets[index] ?? []).reduce(graph.and, graph.everyone);
      const others = sets.filter((_, index) => !chosen.includes(index)).reduce(graph.or, graph.nobody);
      return { in: chosen, set: graph.minus(inside, others) };
    });
    const wanted = [...sets, ...pairs.flatMap(({ both, either }) => [both, either]), ...(choices ?? []).map(({ set }) => set)];
    const sizeOf = await sizesOf(bench, graph, wanted, catalog, signal);
    return {
      receipts: asked.map((one, index) => receiptOf(bench, one, sizeOf(sets[index] ?? graph.nobody))),
      pairs: pairs.map(({ first, second, both, either }) => {
        const all = sizeOf(either);
        return { first, second, count: sizeOf(both), jaccard: all === 0 ? null : sizeOf(both) / all };
      }),
      exclusive: choices && choices.map((choice) => ({ in: choice.in, count: sizeOf(choice.set) })),
    };
  });
}

/** The choices of at least one of so many, small ones first. */
function choicesOf(many: number): readonly (readonly number[])[] {
  const places = Array.from({ length: many }, (_, index) => index);
  const choices = Array.from({ length: 2 ** many - 1 }, (_, bits) => places.filter((place) => ((bits + 1) >> place) % 2 === 1));
  return choices.sort((a, b) => a.length - b.length);
}
