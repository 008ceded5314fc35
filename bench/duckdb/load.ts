import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { App } from "../app.ts";

/**
 * The database file beside the benchmark's data, made from it the first time: the same rows in the same order, by way of Parquet.
 */
export async function loadDuck(app: App, folder: string, say: (text: string) => void): Promise<string> {
  const database = join(folder, "duckdb.db");
  if (existsSync(database)) return database;
  const startedAt = performance.now();
  say("Copying the data into DuckDB …");
  const making = `${database}.making`;
  const files = { customers: join(folder, "customers.parquet"), events: join(folder, "events.parquet") };
  for (const path of [making, `${making}.wal`]) rmSync(path, { force: true });
  for (const table of ["customers", "events"] as const) await app.writeParquet(table, files[table]);
  const instance = await DuckDBInstance.create(making, { memory_limit: "8GB", preserve_insertion_order: "true" });
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE TABLE customers AS SELECT * FROM read_parquet('${literal(files.customers)}')`);
    await connection.run(
      `CREATE TABLE events AS SELECT * REPLACE (make_timestamp_ms(time) AS time) FROM read_parquet('${literal(files.events)}')`,
    );
    await connection.run("CHECKPOINT");
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  renameSync(making, database);
  for (const path of Object.values(files)) rmSync(path, { force: true });
  say(`Copied in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  return database;
}

function literal(path: string): string {
  return path.replaceAll("'", "''");
}
