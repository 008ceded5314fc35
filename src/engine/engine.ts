import type { Sql } from "../compiler/sql.ts";

export interface QueryOptions {
  /** Cancels the query in the engine too. */
  readonly signal?: AbortSignal | undefined;
  /** Engine settings for this query, by their ClickHouse names. */
  readonly settings?: Readonly<Record<string, string | number>> | undefined;
}

/** The one way to the analytical engine. Every failure is an `AppError` with code `engine_…`. */
export interface Engine {
  /** Runs a read-only query. Retried once when the engine went away meanwhile. Rows as objects by column name. */
  rows(sql: Sql, options?: QueryOptions): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Runs a read-only query and streams its result as bytes in the format that the text names. */
  stream(sql: Sql, options?: QueryOptions): Promise<AsyncIterable<Uint8Array>>;
  /** Runs a read-only query and gives its whole result, in the format that the text names. Not retried. */
  bytes(sql: Sql, options?: QueryOptions): Promise<Uint8Array>;
  /** Runs a statement that changes something. Not retried. */
  run(sql: Sql, options?: QueryOptions): Promise<void>;
  /** Runs an `INSERT … FORMAT …` whose data is `body`. Not retried. */
  load(sql: Sql, body: AsyncIterable<Uint8Array>, options?: QueryOptions): Promise<void>;
  /** Grows each time the engine was started: tables in its memory are gone then. */
  epoch(): Promise<number>;
}

/** The first row of a result that has one. */
export async function oneRow(engine: Engine, sql: Sql, options?: QueryOptions): Promise<Readonly<Record<string, unknown>>> {
  const [row] = await engine.rows(sql, options);
  if (row === undefined) throw new Error(`no row: ${sql.text}`);
  return row;
}
