import { bind, type Fragment, identifier, join, render, sql } from "../../compiler/sql.ts";
import { once } from "../../engine/byte-stream.ts";
import type { Engine } from "../../engine/engine.ts";
import { withoutFormula } from "./formula.ts";
import { CHANGES, type Part, rowsOf, type Taken } from "./part.ts";

/** Where rows are kept that the destination did not take, beside the table that they were sent from. */
export function rejectedTable(sent: string): string {
  return `${sent}_rejected`;
}

/** Makes that table when it is missing. */
export async function createRejected(engine: Engine, sent: string): Promise<void> {
  const columns = sql`change Enum8('same' = 0, 'added' = 1, 'updated' = 2, 'removed' = 3), id UInt32, key String, reason String`;
  await engine.run(render(sql`CREATE TABLE IF NOT EXISTS ${identifier(rejectedTable(sent))} (${columns}) ENGINE = MergeTree ORDER BY (change, id)`));
}

/** Which rows of a table that was sent from were sent, and not rejected. */
export function takenRows(sent: string, taken: Taken): Fragment {
  const upTo = CHANGES.map((change) => sql`(change = ${bind("String", change)} AND id <= ${bind("UInt32", taken[change])})`);
  return sql`((${join(upTo, sql` OR `)}) AND (change, id) NOT IN (SELECT change, id FROM ${identifier(rejectedTable(sent))}))`;
}

/** Keeps rows of a part that were not taken, each with why; a row that was kept before, by a try that died, is told once. */
export async function keepRejected(engine: Engine, sent: string, part: Part, rows: readonly { readonly key: string; readonly reason: string }[]): Promise<void> {
  await createRejected(engine, sent);
  const keys = bind("Array(String)", rows.map(({ key }) => key));
  const reasons = bind("Array(String)", rows.map(({ reason }) => reason));
  const reason = sql`arrayElement(${reasons}, indexOf(${keys}, key))`;
  const found = sql`SELECT change, id, key, ${reason} FROM ${identifier(sent)} WHERE ${rowsOf(part)} AND has(${keys}, key)`;
  await engine.run(render(sql`INSERT INTO ${identifier(rejectedTable(sent))} ${found}`));
}

/** The same of all rows of a part. */
export async function rejectPart(engine: Engine, sent: string, part: Part, reason: string): Promise<void> {
  await createRejected(engine, sent);
  const found = sql`SELECT change, id, key, ${bind("String", reason)} FROM ${identifier(sent)} WHERE ${rowsOf(part)}`;
  await engine.run(render(sql`INSERT INTO ${identifier(rejectedTable(sent))} ${found}`));
}

/** Forgets what was not taken: all of it is sent again. */
export async function forgetRejected(engine: Engine, sent: string): Promise<void> {
  await engine.run(render(sql`DROP TABLE IF EXISTS ${identifier(rejectedTable(sent))} SYNC`));
}

/** What was not taken as CSV with a header; of a run without rows the header alone. */
export async function rejectedFile(engine: Engine, sent: string | undefined, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  const header = new TextEncoder().encode('"customer_id","change","reason"\n');
  if (sent === undefined) return once(header);
  await createRejected(engine, sent);
  const rows = sql`SELECT ${withoutFormula(sql`key`)}, change, ${withoutFormula(sql`reason`)} FROM ${identifier(rejectedTable(sent))} ORDER BY change, id LIMIT 1 BY change, id FORMAT CSV`;
  return joined(header, await engine.stream(render(rows), { signal }));
}

async function* joined(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield first;
  yield* rest;
}
