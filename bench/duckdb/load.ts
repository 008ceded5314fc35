import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { App } from "../app.ts";
import type { Size } from "../data/rows.ts";
import { EVENTS } from "../data/schema.ts";
import type { KeptRows } from "../messages.ts";

/** Ids of customers whose events of one name are in one file: more, and the engine sorts them on disk. */
const IDS_A_FILE = 1_000_000;

/**
 * The database file beside the benchmark's data, made from it the first time: the same rows in the same order, by way of Parquet.
 */
export async function loadDuck(app: App, folder: string, { customers }: Size, say: (text: string) => void): Promise<string> {
  const database = join(folder, "duckdb.db");
  if (existsSync(database)) return database;
  const startedAt = performance.now();
  say("Copying the data into DuckDB …");
  const making = `${database}.making`;
  for (const path of [making, `${making}.wal`]) rmSync(path, { force: true });
  const instance = await DuckDBInstance.create(making, { memory_limit: "8GB", preserve_insertion_order: "true" });
  const connection = await instance.connect();
  const file = join(folder, "rows.parquet");
  const made = new Set<string>();
  try {
    for (const rows of inOrder(customers)) {
      await app.writeParquet(rows, file);
      const read = `SELECT ${rows.table === "events" ? "* REPLACE (make_timestamp_ms(time) AS time)" : "*"} FROM read_parquet('${literal(file)}')`;
      await connection.run(made.has(rows.table) ? `INSERT INTO ${rows.table} ${read}` : `CREATE TABLE ${rows.table} AS ${read}`);
      made.add(rows.table);
    }
    await connection.run("CHECKPOINT");
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(file, { force: true });
  }
  renameSync(making, database);
  say(`Copied in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  return database;
}

function* inOrder(customers: number): Iterable<KeptRows> {
  yield { table: "customers" };
  for (const event of [...EVENTS].sort()) {
    for (let from = 0; from <= customers; from += IDS_A_FILE) yield { table: "events", event, from, to: from + IDS_A_FILE };
  }
}

function literal(path: string): string {
  return path.replaceAll("'", "''");
}
