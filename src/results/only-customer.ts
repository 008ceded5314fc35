import { z } from "zod";
import type { KeptSets } from "../compiler/plan.ts";
import { keptHolding } from "../compiler/print-kept.ts";
import { render, type Sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";
import type { Layout } from "../engine/layout.ts";

/** Asks about one customer. */
export interface OnlyCustomer {
  /** Runs a statement about all customers as if there were one. */
  rows(statement: Sql): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Which of some sets hold the customer, by what they are kept under. */
  kept(sets: KeptSets): Promise<readonly string[]>;
}

/** By default the engine (26.7) has other threads read for it: for the few rows of one customer the handing over takes longer. */
export const READ_DIRECTLY = { local_filesystem_read_method: "pread" } as const;

/** What is made of each row, such as a test for each of many instants, is held for a whole block. */
const IN_SMALL_BLOCKS = { max_block_size: 8_192 } as const;

/** The tables that hold rows of customers, each with their `id`. */
const TABLES = ["customers", "events", "lists"];

/**
 * Statements see the rows of one customer alone: the engine adds the filter to every table that they read, and skips by it as by one
 * that is written out (26.7).
 */
export function onlyCustomer({ home, holderOf }: Pick<Layout, "home" | "holderOf">, id: number, signal: AbortSignal | undefined): OnlyCustomer {
  const engine = holderOf(id);
  const filters = TABLES.map((table) => `'${table}':'id = ${id}'`).join(",");
  const settings = { ...READ_DIRECTLY, ...IN_SMALL_BLOCKS, additional_table_filters: `{${filters}}` };
  return {
    rows: (statement) => engine.rows(statement, { signal, settings }),
    kept: keptOf(home, id, signal),
  };
}

/** Each set is looked into once, however many leaves have it. */
function keptOf(home: Engine, customer: number, signal: AbortSignal | undefined): OnlyCustomer["kept"] {
  const looked = new Map<string, Promise<ReadonlySet<string>>>();
  return async (leaf) => {
    const keyOf = (set: string): string => `${leaf.of} ${set}`;
    const fresh = leaf.sets.filter((set) => !looked.has(keyOf(set)));
    if (fresh.length > 0) {
      const rows = home.rows(render(keptHolding({ ...leaf, sets: fresh }, customer)), { signal, settings: READ_DIRECTLY });
      const found = rows.then((all) => new Set(all.map(({ kept }) => z.string().parse(kept))));
      for (const set of fresh) looked.set(keyOf(set), found);
    }
    const holding = await Promise.all(leaf.sets.map(async (set) => (await looked.get(keyOf(set)))?.has(set) === true));
    return leaf.sets.filter((_, at) => holding[at]);
  };
}
