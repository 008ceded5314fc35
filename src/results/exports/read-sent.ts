import { z } from "zod";
import { bind, type Fragment, identifier, join, render, sql } from "../../compiler/sql.ts";
import type { Engine } from "../../engine/engine.ts";
import { assertNever } from "../../errors.ts";
import { namedFields, readCell } from "../columns.ts";
import type { Cell } from "../data.ts";
import { csvHeader, csvLines } from "./csv-line.ts";
import type { FileFormat } from "./file-format.ts";
import { inTurn } from "./in-turn.ts";
import { jsonLine } from "./json-line.ts";
import { type Lines, textLines } from "./lines.ts";
import { type Part, rowsOf } from "./part.ts";
import { sentColumn } from "./sent-form.ts";
import { partsOf, type SentTable } from "./sent-table.ts";
import { sheetRow } from "./sheet-row.ts";
import { watch } from "./watched.ts";
import { workbook } from "./workbook.ts";

/** Rows are read so many at a time, so that it is seen how far a file is. */
const ROWS_AT_A_TIME = 100_000;

/** A destination may take a file as slowly as it wants. */
const MOST_SECONDS = 86_400;

/** What every reader takes. */
const PARQUET = { output_format_parquet_compression_method: "snappy", output_format_parquet_string_as_string: 1 } as const;

/** The file of one part, as it comes from the engine: the same bytes each time that it is asked for. `read` is told of rows as they go by. */
export function fileOf(engine: Engine, sent: SentTable, part: Part, format: FileFormat, read: (rows: number) => void, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const { columns } = sent;
  const lines = (printed: Lines): AsyncIterable<Uint8Array> => linesOf(engine, sent, part, printed, read, signal);
  switch (format.kind) {
    case "csv":
      return between(`${format.bom ? "\u{FEFF}" : ""}${format.header ? csvHeader(columns, format) : ""}`, lines(csvLines(columns, format)), "");
    case "ndjson":
      return lines(textLines(jsonLine(columns)));
    case "json":
      return between("[\n", lines(textLines(sql`concat(${jsonLine(columns)}, if(id = ${lastOf(part)}, '', ','))`)), "]\n");
    case "xlsx":
      return workbook(columns.map(({ name }) => name), lines(textLines(sheetRow(columns))));
    case "parquet":
      return parquet(engine, sent, part, read, signal);
    default:
      return assertNever(format);
  }
}

/** A row as it is sent to what takes rows, not files. */
export interface SentRow {
  /** The customer's key. */
  readonly key: string;
  readonly values: readonly Cell[];
}

/** All rows of a part at once: ask for few. */
export async function rowsIn(engine: Engine, { table, columns }: SentTable, part: Part, signal: AbortSignal): Promise<readonly SentRow[]> {
  const values = columns.map((_, at) => sql`, ${sentColumn(at)}`);
  const rows = await engine.rows(render(sql`SELECT key${join(values, sql``)} FROM ${identifier(table)} WHERE ${rowsOf(part)} ORDER BY id`), { signal });
  return rows.map((row) => ({ key: z.string().parse(row["key"]), values: columns.map(({ type }, at) => readCell(row[`c${at + 1}`], type)) }));
}

/** A thread of the engine makes lines of what is in order: of the next rows it does so while these are read. */
async function* linesOf(engine: Engine, { table }: SentTable, whole: Part, { values, format, settings }: Lines, read: (rows: number) => void, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const parts = await partsOf(engine, table, whole, ROWS_AT_A_TIME, signal);
  yield* inTurn(
    parts.map((part) => {
      const statement = sql`SELECT ${values} FROM ${identifier(table)} WHERE ${rowsOf(part)} ORDER BY id FORMAT ${format}`;
      const options = { signal, settings: { max_execution_time: MOST_SECONDS, ...ONE_THREAD, ...settings } };
      return { open: () => engine.stream(render(statement), options), ended: () => read(part.rows) };
    }),
  );
}

/** Two statements are at work: each is done soonest by itself. */
const ONE_THREAD = { max_threads: 1, output_format_parallel_formatting: 0 } as const;

/** Written by one statement: it is watched for how far it is. */
async function* parquet(engine: Engine, { table, columns }: SentTable, part: Part, read: (rows: number) => void, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const named = columns.map(({ name, type }, at) => sql`${namedFields(sentColumn(at), type)} AS ${identifier(name)}`);
  const statement = sql`SELECT ${join(named, sql`, `)} FROM ${identifier(table)} WHERE ${rowsOf(part)} ORDER BY id FORMAT Parquet`;
  let told = 0;
  const watched = watch(engine, (more) => {
    const rows = Math.min(more, part.rows - told);
    told += rows;
    read(rows);
  });
  try {
    yield* await engine.stream(render(statement), { signal, settings: { max_execution_time: MOST_SECONDS, prefer_column_name_to_alias: 1, ...PARQUET, ...watched.settings } });
  } finally {
    watched.stop();
  }
  read(part.rows - told);
}

async function* between(before: string, body: AsyncIterable<Uint8Array>, after: string): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  if (before !== "") yield encoder.encode(before);
  yield* body;
  if (after !== "") yield encoder.encode(after);
}

function lastOf({ to }: Part): Fragment {
  return bind("UInt32", to);
}
