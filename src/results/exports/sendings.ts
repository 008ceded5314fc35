import { z } from "zod";
import { bind, identifier, render, sql } from "../../compiler/sql.ts";
import { type Engine, oneRow } from "../../engine/engine.ts";
import type { Taken } from "./part.ts";
import { createRejected, takenRows } from "./rejected.ts";
import type { SentTable } from "./sent-table.ts";

/** Whom a run sent, to be kept. */
export interface KeptSending {
  /** What it is kept under, new for each. */
  readonly id: string;
  readonly destination: string;
  readonly run: SentTable;
  readonly taken: Taken;
  /** What is kept of the run already, of an end before this one: nobody is sent the same twice. */
  readonly before: readonly string[];
}

/**
 * Keeps whom a run sent: those whose row was added or updated, was taken and not rejected. It is on disk when this resolves.
 *
 * @returns how many they are; of none nothing is kept
 */
export async function keepSending(engine: Engine, { id, destination, run, taken, before }: KeptSending): Promise<number> {
  await createRejected(engine, run.table);
  const owner = bind("String", destination);
  const now = sql`SELECT groupBitmapState(id) AS members FROM ${identifier(run.table)} WHERE change IN ('added', 'updated') AND ${takenRows(run.table, taken)}`;
  const then = sql`SELECT groupBitmapMergeState(members) FROM sendings WHERE destination = ${owner} AND id IN (SELECT arrayJoin(${bind("Array(String)", before)}))`;
  const fresh = sql`SELECT bitmapAndnot(members, (${then})) AS members FROM (${now})`;
  const key = bind("String", id);
  await engine.run(render(sql`INSERT INTO sendings (destination, id, members) SELECT ${owner}, ${key}, members FROM (${fresh}) WHERE bitmapCardinality(members) > 0`));
  const kept = sql`SELECT sum(bitmapCardinality(members)) AS size FROM sendings WHERE destination = ${owner} AND id = ${key}`;
  return sizeSchema.parse(await oneRow(engine, render(kept))).size;
}

const sizeSchema = z.object({ size: z.number() });

/** Everything that is kept, by what it is kept under, with the id of its destination. */
export async function keptSendings(engine: Engine): Promise<ReadonlyMap<string, string>> {
  const rows = await engine.rows(render(sql`SELECT id, destination FROM sendings`));
  return new Map(rows.map((row) => rowSchema.parse(row)).map(({ id, destination }) => [id, destination]));
}

const rowSchema = z.object({ id: z.string(), destination: z.string() });
