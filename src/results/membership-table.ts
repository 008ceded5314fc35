import { z } from "zod";
import { bind, render, sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";

/** Removed with one statement. */
const MOST_AT_ONCE = 500;

/** How many memberships each segment has in the engine. */
export async function countMemberships(engine: Engine): Promise<ReadonlyMap<string, number>> {
  const rows = await engine.rows(render(sql`SELECT segment, count() AS count FROM memberships GROUP BY segment`));
  return new Map(rows.map((row) => [z.string().parse(row["segment"]), z.number().parse(row["count"])]));
}

/** The ids of the memberships that a segment has in the engine. */
export async function membershipsOf(engine: Engine, segment: string): Promise<readonly string[]> {
  const rows = await engine.rows(render(sql`SELECT id FROM memberships WHERE segment = ${bind("String", segment)} ORDER BY id`));
  return rows.map((row) => z.string().parse(row["id"]));
}

/** Removes memberships, by their ids. Those that are gone already are no failure. */
export async function removeMemberships(engine: Engine, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += MOST_AT_ONCE) {
    const some = bind("Array(String)", ids.slice(at, at + MOST_AT_ONCE));
    for (const table of [sql`moves`, sql`memberships`]) await engine.run(render(sql`DELETE FROM ${table} WHERE id IN (SELECT arrayJoin(${some}))`));
  }
}
