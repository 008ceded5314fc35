import { z } from "zod";
import { setSql } from "../compiler/set-sql.ts";
import { bind, render, sql } from "../compiler/sql.ts";
import { asking, type Workbench } from "./audience.ts";
import type { Question } from "./data.ts";

/** Which of some customers are in, at one instant. */
export interface Contained {
  readonly customers: readonly {
    readonly key: string;
    /** Null: there is no customer of this key. */
    readonly isIn: boolean | null;
  }[];
  /** RFC 3339, UTC. */
  readonly now: string;
}

/**
 * Says of each of some customers, by their keys and in this order, whether they are in: by the very set that is counted.
 *
 * @throws AppError `invalid_definition` with all problems
 */
export function contains(bench: Workbench, question: Question, keys: readonly string[], signal?: AbortSignal): Promise<Contained> {
  return asking(bench, question, signal, ({ plan, now }, catalog) =>
    bench.leaves.with(plan, catalog, signal, async (names) => {
      const isIn = sql`bitmapContains(${setSql(plan.set, names)}, id) AS is_in`;
      const statement = sql`SELECT key, ${isIn} FROM keys WHERE key IN ${bind("Array(String)", keys)}`;
      const rows = keys.length === 0 ? [] : await bench.storage.engine.rows(render(statement), { signal });
      const found = new Map(rows.map((row) => [z.string().parse(row["key"]), z.number().parse(row["is_in"]) === 1]));
      return { customers: keys.map((key) => ({ key, isIn: found.get(key) ?? null })), now: new Date(now).toISOString() };
    }),
  );
}
