import { z } from "zod";
import { setSql } from "../compiler/set-sql.ts";
import { bind, type Fragment, render, sql } from "../compiler/sql.ts";
import { oneRow } from "../engine/engine.ts";
import { asking, receiptOf, type Workbench } from "./audience.ts";
import type { Question } from "./data.ts";
import type { Receipt } from "./receipt.ts";

/** Who is in, kept. */
export interface KeptMembers {
  readonly receipt: Receipt;
  /** Under what the members are found again: that of `before` when they are the same customers. */
  readonly membership: string;
  /** How many are in and were not before; null when there is nothing to compare with. */
  readonly entered: number | null;
  /** How many were in before and are not now. */
  readonly left: number | null;
}

export interface KeepRequest {
  /** The id of the segment. */
  readonly segment: string;
  readonly question: Question;
  /** The membership that the segment had before. */
  readonly before: string | undefined;
  readonly newId: () => string;
}

/**
 * Keeps who is in a segment now. It is on disk when this resolves; when this fails, nobody knows whether it is.
 *
 * @throws AppError `invalid_definition` with all problems, `invalid_now`
 */
export function keepMembers(bench: Workbench, { segment, question, before, newId }: KeepRequest, signal?: AbortSignal): Promise<KeptMembers> {
  return asking(bench, question, signal, (asked, catalog) =>
    bench.leaves.with(asked.plan, catalog, signal, async (sets) => {
      const { engine } = bench.storage;
      const set = setSql(asked.plan.set, sets);
      const { size, ...moved } = comparedSchema.parse(await oneRow(engine, render(compared(set, segment, before)), { signal }));
      const same = before !== undefined && moved.entered === 0 && moved.left === 0;
      // New with each try: of one whose engine died nobody knows whether it was stored.
      const membership = same ? before : newId();
      if (!same) {
        bench.storage.layout.ownership.requireSure();
        const names = sql`${bind("String", segment)}, ${bind("String", membership)}`;
        await engine.run(render(sql`INSERT INTO memberships (segment, id, members) SELECT ${names}, ${set}`), { signal });
        if (moved.entered !== null && before !== undefined) {
          const moves = sql`SELECT ${names}, bitmapAndnot(${set}, old), bitmapAndnot(old, ${set}) FROM (${oldMembers(segment, before)})`;
          await engine.run(render(sql`INSERT INTO moves (segment, id, entered, left) ${moves}`), { signal });
        }
      }
      return { receipt: receiptOf(bench, asked, size), membership, ...moved };
    }),
  );
}

const comparedSchema = z.object({ size: z.number(), entered: z.number().nullable(), left: z.number().nullable() });

/** A membership that is not there any more compares with nothing. */
function compared(set: Fragment, segment: string, before: string | undefined): Fragment {
  const old = oldMembers(segment, before ?? "");
  return sql`SELECT bitmapCardinality(${set}) AS size,
      if(found, bitmapAndnotCardinality(${set}, old), NULL) AS entered,
      if(found, bitmapAndnotCardinality(old, ${set}), NULL) AS left
    FROM (${old})`;
}

function oldMembers(segment: string, id: string): Fragment {
  return sql`SELECT groupBitmapMergeState(members) AS old, count() > 0 AS found FROM memberships
    WHERE segment = ${bind("String", segment)} AND id = ${bind("String", id)}`;
}
