import { type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import type { Engine, QueryOptions } from "../engine/engine.ts";
import { AppError } from "../errors.ts";
import type { Cell } from "./cell.ts";

/** A file as it is, in a table of the engine: nothing has been judged yet. */
export interface RawTable {
  readonly table: Fragment;
  /** The columns of the file that hold a value each. */
  readonly names: readonly string[];
  /** The cell of a column; its `raw` is NULL where the row does not have the column at all. */
  cell(name: string): Cell;
  /** The reason why the row can't be read, '' otherwise. */
  readonly broken: Fragment;
  /** Whether the row is a blank line, which counts for the numbers of the lines alone. */
  readonly blank: Fragment;
  /** The first line of a row in the file: a window function, so the rows must not be filtered beside it. */
  readonly line: Fragment;
}

export interface RawInput {
  readonly engine: Engine;
  /** The table's name; it must not exist. */
  readonly name: string;
  readonly source: AsyncIterable<Uint8Array>;
  /** A path where a file may be kept meanwhile. */
  readonly spool: string;
  readonly options: QueryOptions;
}

export const MOST_COLUMNS = 2_000;
/** Rows are numbered in the order of the file, which only one thread keeps. */
export const IN_ORDER = { max_insert_threads: 1, max_threads: 2 } as const;

/** A table with a nullable text a column of the file, named by its place. */
export async function createWide(input: RawInput, names: readonly string[], more: Fragment = sql``): Promise<Fragment> {
  const table = identifier(input.name);
  const types = names.map((name) => sql`${wideColumn(names, name)} Nullable(String)`);
  await create(input, sql`CREATE TABLE ${table} (row UInt64, ${more}${join(types, sql`, `)}) ENGINE = MergeTree ORDER BY tuple()`);
  return table;
}

export function wideColumn(names: readonly string[], name: string): Fragment {
  return identifier(`c${names.indexOf(name) + 1}`);
}

export function create(input: RawInput, statement: Fragment): Promise<void> {
  return input.engine.run(render(statement), input.options);
}

export function emptyFile(hint: string): AppError {
  return new AppError("empty_file", "The file is empty.", { hint });
}
