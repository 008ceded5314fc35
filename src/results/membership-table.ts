import { z } from "zod";
import { bind, render, sql } from "../compiler/sql.ts";
import type { Engine } from "../engine/engine.ts";

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
