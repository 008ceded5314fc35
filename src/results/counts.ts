import { setGraph } from "../compiler/set-graph.ts";
import { AppError } from "../errors.ts";
import { receiptOf, type Workbench } from "./audience.ts";
import { type Compared, comparingEach } from "./comparing.ts";
import type { Receipt } from "./receipt.ts";
import { sizesOf } from "./sizes.ts";

/**
 * The exact sizes of several questions, in one statement over the conditions that they are made of, each found once. In the place of
 * the receipt of a question that is refused stands its error: `invalid_definition` with all problems, `invalid_now`.
 */
export function counts(bench: Workbench, compared: readonly Compared[], signal?: AbortSignal): Promise<readonly (Receipt | AppError)[]> {
  return comparingEach(bench, compared, signal, async (asked, catalog) => {
    const graph = setGraph();
    const sets = asked.map((one) => (one instanceof AppError ? graph.nobody : graph.add(one.plan.set)));
    const sizeOf = await sizesOf(bench, graph, sets, catalog, signal);
    return asked.map((one, at) => (one instanceof AppError ? one : receiptOf(bench, one, sizeOf(sets[at] ?? graph.nobody))));
  });
}
