import { z } from "zod";
import { bind, render, sql } from "../compiler/sql.ts";
import type { Engine } from "./engine.ts";

/** The engine of a table with its arguments, as ClickHouse writes it; undefined when there is no such table. */
export async function definitionOf(engine: Engine, table: string): Promise<string | undefined> {
  const [found] = await engine.rows(
    render(sql`SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = ${bind("String", table)}`),
  );
  return z.string().optional().parse(found?.["engine_full"]);
}
