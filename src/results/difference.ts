import { z } from "zod";
import type { SetExpr } from "../compiler/plan.ts";
import { and, minus } from "../compiler/set.ts";
import { setGraph } from "../compiler/set-graph.ts";
import { setSql } from "../compiler/set-sql.ts";
import { bind, render, sql } from "../compiler/sql.ts";
import { invariant } from "../errors.ts";
import { receiptOf, type Workbench } from "./audience.ts";
import { type Compared, comparing } from "./comparing.ts";
import type { Receipt } from "./receipt.ts";
import { sizesOf } from "./sizes.ts";

/** What becomes of customers when one definition takes the place of another. */
export interface Difference {
  readonly before: Receipt;
  readonly after: Receipt;
  /** In after, and not before. */
  readonly join: Moved;
  /** In before, and not after. */
  readonly leave: Moved;
  readonly stay: Moved;
}

export interface Moved {
  readonly count: number;
  /** Keys of up to ten of them: those who were first seen. */
  readonly sample: readonly string[];
}

const SAMPLE = 10;

/**
 * Who joins, leaves and stays between two questions, on the same data.
 *
 * @throws AppError `invalid_definition` with all problems of the first question that has some
 */
export function difference(bench: Workbench, before: Compared, after: Compared, signal?: AbortSignal): Promise<Difference> {
  return comparing(bench, [before, after], signal, async (asked, catalog) => {
    const [old, young] = asked;
    invariant(old && young, "two questions were asked");
    const sets = [minus(young.plan.set, old.plan.set), minus(old.plan.set, young.plan.set), and([old.plan.set, young.plan.set])] as const;
    const graph = setGraph();
    const [first, second] = [graph.add(old.plan.set), graph.add(young.plan.set)];
    const [join, leave, stay] = [graph.minus(second, first), graph.minus(first, second), graph.and(first, second)];
    const sizeOf = await sizesOf(bench, graph, [first, second, join, leave, stay], catalog, signal);

    const leaves = [...old.plan.leaves, ...young.plan.leaves];
    const both: SetExpr = { kind: "or", of: [old.plan.set, young.plan.set] };
    const samples = await bench.leaves.with({ set: both, leaves }, catalog, signal, (names) =>
      Promise.all(
        sets.map(async (set) => {
          const some = sql`bitmapToArray(bitmapSubsetLimit(${setSql(set, names)}, ${bind("UInt32", 0)}, ${bind("UInt64", SAMPLE)}))`;
          const statement = sql`SELECT key FROM customers WHERE id IN (SELECT arrayJoin(${some})) ORDER BY id`;
          const rows = await bench.storage.engine.rows(render(statement), { signal });
          return rows.map((row) => z.string().parse(row["key"]));
        }),
      ),
    );
    return {
      before: receiptOf(bench, old, sizeOf(first)),
      after: receiptOf(bench, young, sizeOf(second)),
      join: { count: sizeOf(join), sample: samples[0] ?? [] },
      leave: { count: sizeOf(leave), sample: samples[1] ?? [] },
      stay: { count: sizeOf(stay), sample: samples[2] ?? [] },
    };
  });
}
