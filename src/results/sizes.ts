import { z } from "zod";
import type { Catalog } from "../catalog/types.ts";
import { graphPlan, type SetGraph, type SetRef, sizesSql } from "../compiler/set-graph.ts";
import { render } from "../compiler/sql.ts";
import { oneRow } from "../engine/engine.ts";
import type { Workbench } from "./audience.ts";

/** The exact sizes of sets of a graph: known from before, or counted in one statement over the cached sets that they are made of. */
export async function sizesOf(
  { leaves, storage }: Workbench,
  graph: SetGraph,
  wanted: readonly SetRef[],
  catalog: Catalog,
  signal: AbortSignal | undefined,
): Promise<(ref: SetRef) => number> {
  const sizes = new Map([
    [graph.everyone, catalog.customers],
    [graph.nobody, 0],
  ]);
  const keyOf = leaves.keysOf(graph, catalog);
  for (const ref of wanted) {
    const known = leaves.sizes.find(keyOf(ref));
    if (known !== undefined && !sizes.has(ref)) sizes.set(ref, known);
  }
  const asks = [...new Set(wanted)].filter((ref) => !sizes.has(ref));
  if (asks.length > 0) {
    const counted = await leaves.with(graphPlan(graph, asks), catalog, signal, async (names) => {
      const settings = { max_query_size: MOST_TEXT, max_ast_elements: MOST_ELEMENTS };
      const row = await oneRow(storage.engine, render(sizesSql(graph, asks, names)), { signal, settings });
      return z.array(z.number()).parse(row["sizes"]);
    });
    for (const [index, ref] of asks.entries()) sizes.set(ref, counted[index] ?? missing());
    leaves.sizes.keep(asks.map((ref) => [keyOf(ref), sizes.get(ref) ?? missing()]));
  }
  return (ref) => sizes.get(ref) ?? missing();
}

/** A definition of 500 nodes makes a statement of some 300 KB. */
const MOST_TEXT = 4 * 2 ** 20;
const MOST_ELEMENTS = 500_000;

function missing(): never {
  throw new Error("a size is read of a set that was not asked for");
}
