import type { Sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";

/** Runs statements about all customers as if there were one. */
export type OnlyCustomer = (statement: Sql) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** The tables that hold rows of customers, each with their `id`. */
const TABLES = ["customers", "events", "lists"];

/**
 * Statements see the rows of one customer alone: the engine adds the filter to every table that they read, and skips by it as by one
 * that is written out (26.7).
 */
export function onlyCustomer(engine: Engine, id: number, signal: AbortSignal | undefined): OnlyCustomer {
  const filters = TABLES.map((table) => `'${table}':'id = ${id}'`).join(",");
  return (statement) => engine.rows(statement, { signal, settings: { additional_table_filters: `{${filters}}` } });
}
