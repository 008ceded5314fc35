import { setGraph } from "../compiler/set-graph.ts";
import { receiptOf, type Workbench } from "./audience.ts";
import { type Compared, comparing } from "./comparing.ts";
import type { Receipt } from "./receipt.ts";
import { sizesOf } from "./sizes.ts";

/**
 * The exact sizes of several questions, in one statement over the conditions that they are made of, each found once.
 *
 * @throws AppError `invalid_definition` with all problems of the first question that has some
 */
export function counts(bench: Workbench, compared: readonly Compared[], signal?: AbortSignal): Promise<readonly Receipt[]> {
  return comparing(bench, compared, signal, async (asked, catalog) => {
    const graph = setGraph();
    const sets = asked.map(({ plan }) => graph.add(plan.set));
    const sizeOf = await sizesOf(bench, graph, sets, catalog, signal);
    return asked.map((one, at) => receiptOf(bench, one, sizeOf(sets[at] ?? graph.nobody)));
  });
}
