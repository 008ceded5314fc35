import { DuckDBInstance, type DuckDBConnection, type DuckDBValue, listValue } from "@duckdb/node-api";
import { z } from "zod";

/** DuckDB on the same data, in this process. */
export interface Duck {
  /** Runs a statement with a column `count` in its only row. */
  count(text: string, values: Readonly<Record<string, unknown>>): Promise<{ readonly count: number; readonly elapsedMs: number }>;
  close(): void;
}

/** Opens a database file that `loadDuck` made. `threads` as many as the engine beside it has. */
export async function openDuck(path: string, threads: number): Promise<Duck> {
  const instance = await DuckDBInstance.create(path, { threads: String(threads), access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  return {
    count: (text, values) => count(connection, text, values),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

const answer = z.object({ count: z.coerce.number() });

async function count(connection: DuckDBConnection, text: string, values: Readonly<Record<string, unknown>>) {
  const bound: Record<string, DuckDBValue> = {};
  const statement = text.replaceAll(/\{(\w+):([^}]+)\}/g, (_, name: string, type: string) => {
    bound[name] = toValue(values[name]);
    return `CAST($${name} AS ${type})`;
  });
  const startedAt = performance.now();
  const reader = await connection.runAndReadAll(statement, bound);
  const [row] = reader.getRowObjects();
  const elapsedMs = performance.now() - startedAt;
  return { count: answer.parse(row).count, elapsedMs };
}

const given = z.union([z.string(), z.number(), z.array(z.string()), z.array(z.number())]);

function toValue(value: unknown): DuckDBValue {
  const parsed = given.parse(value);
  return Array.isArray(parsed) ? listValue(parsed) : parsed;
}
