import { z } from "zod";
import type { DataType } from "../catalog/types.ts";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import { linesOf } from "../engine/byte-stream.ts";
import type { StagedTable } from "../engine/manifest.ts";
import { columnType, typeText } from "../engine/schema.ts";
import { STAGING_PREFIX, type Storage } from "../engine/storage.ts";
import { AppError } from "../errors.ts";
import type { NamedCells } from "./cell.ts";
import type { Sample } from "./infer.ts";
import type { RawTable } from "./raw-table.ts";
import type { ColumnNames, ListRequest, Reject } from "./request.ts";

/** One import at work: the file is in `raw`, what will be committed is staged beside it. */
export interface Work {
  readonly storage: Storage;
  /** The number of this import. */
  readonly number: number;
  readonly raw: RawTable;
  /** SHA-256 of the file's content, hex. */
  readonly fileHash: string;
  readonly columns: Readonly<Record<keyof ColumnNames, string>>;
  readonly types: ReadonlyMap<string, DataType>;
  readonly list: ListRequest | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A column that will hold an attribute or a property. */
export interface NewColumn {
  readonly column: string;
  readonly type: DataType;
}

export function stagingName(number: number, part: string): string {
  return `${STAGING_PREFIX}${number}_${part}`;
}

export function run(work: Work, statement: Fragment, settings?: Record<string, string | number>): Promise<void> {
  return work.storage.engine.run(render(statement), { signal: work.signal, ...(settings && { settings }) });
}

export function rows(work: Work, statement: Fragment): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return work.storage.engine.rows(render(statement), { signal: work.signal });
}

/** A whole number from the only row of a result. */
export async function numberOf(work: Work, expression: Fragment, from: Fragment): Promise<number> {
  const [row] = await rows(work, sql`SELECT ${expression} AS value FROM ${from}`);
  return z.number().parse(row?.["value"]);
}

/** The rows that say what a column holds: those that can be read. */
export function sample(work: Work, where: Fragment = sql`1`): Sample {
  const { table, broken, blank } = work.raw;
  return {
    engine: work.storage.engine,
    table: sql`(SELECT * FROM ${table} WHERE ${broken} = '' AND NOT ${blank} AND ${where})`,
    options: { signal: work.signal },
  };
}

/** @throws AppError `missing_column` naming the columns that are there */
export function requireColumn(work: Work, name: string, what: string, option: string): void {
  if (work.raw.names.includes(name)) return;
  throw new AppError("missing_column", `The file has no column "${name}" for ${what}.`, {
    hint: `Its columns are ${work.raw.names.join(", ") || "none"}. Name the right one with ${option}.`,
  });
}

/** @throws AppError `unknown_column` when a type is given for a column that is not in the file */
export function requireTypesOf(work: Work, names: readonly string[]): void {
  for (const name of work.types.keys()) {
    if (names.includes(name)) continue;
    throw new AppError("unknown_column", `A type is given for "${name}", which is no column of the file.`, {
      hint: `Types can be given for ${names.join(", ") || "none of its columns"}.`,
    });
  }
}

/** An empty staging table with the columns of a table, some of them with the types that they will have. */
export async function createStaging(
  work: Work,
  table: StagedTable,
  changed: readonly NewColumn[] = [],
): Promise<string> {
  const name = stagingName(work.number, table);
  for (const { engine, like } of work.storage.layout.stagingPlaces(table)) {
    await engine.run(render(sql`CREATE TABLE ${identifier(name)} AS ${like}`), { signal: work.signal });
    for (const { column, type } of changed) {
      const statement = sql`ALTER TABLE ${identifier(name)} MODIFY COLUMN ${identifier(column)} ${typeText(columnType(type))}`;
      await engine.run(render(statement), { signal: work.signal });
    }
  }
  return name;
}

/**
 * Gives ids to the customer keys of `accepted` (a query with `row` and `key`) that have none, in the order of the file.
 *
 * @returns the staging table of the new keys, and how many they are
 */
export async function stageKeys(work: Work, accepted: Fragment): Promise<{ table: string; count: number }> {
  const table = await createStaging(work, "keys");
  await run(
    work,
    sql`INSERT INTO ${identifier(table)}
      SELECT key, ${bind("UInt32", work.storage.manifest.nextId)} + rowNumberInAllBlocks(), ${bind("UInt32", work.number)}
      FROM (
        SELECT assumeNotNull(key) AS key FROM (SELECT key, min(row) AS first FROM (${accepted}) GROUP BY key)
        WHERE key NOT IN (SELECT key FROM keys WHERE key IN (SELECT key FROM (${accepted})))
        ORDER BY first
      )`,
    { max_threads: 1, max_insert_threads: 1 },
  );
  return { table, count: await numberOf(work, sql`count()`, identifier(table)) };
}

/** The ids of all keys of `accepted`, old and new, as a query with `key` and `id`. */
export function idsOf(accepted: Fragment, newKeys: string): Fragment {
  return sql`SELECT key, id FROM keys WHERE key IN (SELECT key FROM (${accepted})) UNION ALL SELECT key, id FROM ${identifier(newKeys)}`;
}

/** A column of the judged rows. */
export interface JudgedColumn {
  readonly name: string;
  /** A ClickHouse type. */
  readonly type: string;
  readonly value: Fragment;
}

/**
 * Reads every row of the file once: its values as their types, and in `reason` why it is rejected, '' when it is not.
 *
 * @returns the table, with `row`, `reason` and the columns
 */
export async function judge(
  work: Work,
  { table: source }: NamedCells,
  reason: Fragment,
  columns: readonly JudgedColumn[],
): Promise<Fragment> {
  const table = identifier(stagingName(work.number, "judged"));
  const definitions = columns.map(({ name, type }) => sql`, ${identifier(name)} ${typeText(type)}`);
  await run(
    work,
    sql`CREATE TABLE ${table} (row UInt64, reason String${join(definitions, sql``)}) ENGINE = MergeTree ORDER BY tuple()`,
  );
  const values = columns.map(({ value }) => sql`, ${value}`);
  await run(work, sql`INSERT INTO ${table} SELECT row, ${reason}${join(values, sql``)} FROM ${source} WHERE NOT ${work.raw.blank}`);
  return table;
}

/** Tells of the rejected rows in the order of the file. */
export async function* rejects(work: Work, judged: Fragment): AsyncIterable<Reject> {
  const statement = sql`SELECT line, reason
    FROM (SELECT row, ${work.raw.line} AS line FROM ${work.raw.table}) AS lines
    INNER JOIN (SELECT row, reason FROM ${judged} WHERE reason != '') AS rejected ON lines.row = rejected.row
    ORDER BY lines.row FORMAT JSONEachRow`;
  const stream = await work.storage.engine.stream(render(statement), { signal: work.signal });
  for await (const line of linesOf(stream)) {
    const { line: number, reason: text } = rejectSchema.parse(JSON.parse(line));
    yield { line: number, reason: text };
  }
}

const rejectSchema = z.object({ line: z.number(), reason: z.string() });
