import { chunked } from "../compiler/grouped.ts";
import { bind, identifier, render, sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";

/** Removed with one statement. */
const MOST_AT_ONCE = 500;

/** Removes memberships with who moved then, by their ids. Those that are gone already are no failure. */
export async function removeMemberships(engine: Engine, ids: readonly string[]): Promise<void> {
  await removeKept(engine, ["moves", "memberships"], ids);
}

/** The same of whom runs sent. */
export async function removeSendings(engine: Engine, ids: readonly string[]): Promise<void> {
  await removeKept(engine, ["sendings"], ids);
}

async function removeKept(engine: Engine, tables: readonly string[], ids: readonly string[]): Promise<void> {
  for (const some of chunked(ids, MOST_AT_ONCE)) {
    for (const table of tables) await engine.run(render(sql`DELETE FROM ${identifier(table)} WHERE id IN (SELECT arrayJoin(${bind("Array(String)", some)}))`));
  }
}
