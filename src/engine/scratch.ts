import { z } from "zod";
import { bind, identifier, render, sql } from "../compiler/sql.ts";
import type { Engine } from "./engine.ts";
import { SCRATCH } from "./schema.ts";

/** Drops what processes before this one have left in the memory of a server. Only its owner may. */
export async function dropOldScratch(engine: Engine, own: readonly string[]): Promise<void> {
  const tables = await engine.rows(
    render(sql`SELECT name FROM system.tables WHERE database = ${bind("String", SCRATCH)} AND name NOT IN ${bind("Array(String)", own)}`),
  );
  for (const { name } of tables) await engine.run(render(sql`DROP TABLE IF EXISTS ${identifier(SCRATCH, z.string().parse(name))}`));
}
