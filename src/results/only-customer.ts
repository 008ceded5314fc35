import type { Sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";

/** Runs statements about all customers as if there were one. */
export type OnlyCustomer = (statement: Sql) => Promise<readonly Readonly<Record<string, unknown>>[]>;

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
export function onlyCustomer(engine: Engine, id: number, signal: AbortSignal | undefined): OnlyCustomer {
  const filters = TABLES.map((table) => `'${table}':'id = ${id}'`).join(",");
  const settings = { ...READ_DIRECTLY, ...IN_SMALL_BLOCKS, additional_table_filters: `{${filters}}` };
  return (statement) => engine.rows(statement, { signal, settings });
}
