import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { bind, type Fragment, identifier, join, render, sql } from "../compiler/sql.ts";
import type { Engine, QueryOptions } from "../engine/engine.ts";
import { AppError } from "../errors.ts";
import type { Cell } from "./cell.ts";
import { type CsvHeader, readCsvHeader } from "./csv-header.ts";
import type { ImportFormat } from "./request.ts";

/** A file as it is, in a table of the engine: nothing has been judged yet. */
export interface RawTable {
  readonly table: Fragment;
  /** The columns of the file that hold a value each. */
  readonly names: readonly string[];
  /** The cell of a column; its `raw` is NULL where the row does not have the column at all. */
  cell(name: string): Cell;
  /** The reason why the row can't be read, '' otherwise. */
  readonly broken: Fragment;
  /** The first line of a row in the file: a window function, so the rows must not be filtered beside it. */
  readonly line: Fragment;
}

export interface RawInput {
  readonly engine: Engine;
  /** The table's name; it must not exist. */
  readonly name: string;
  readonly format: ImportFormat;
  readonly source: AsyncIterable<Uint8Array>;
  /** A path where a file may be kept meanwhile. */
  readonly spool: string;
  readonly options: QueryOptions;
}

const MOST_COLUMNS = 2_000;
const MOST_HEADER_BYTES = 1 << 20;
/** Rows are numbered in the order of the file, which only one thread keeps. */
const IN_ORDER = { max_insert_threads: 1, max_threads: 2 } as const;

/** Loads a file, as a stream, in bounded memory. @throws AppError for a file that is not of the format. */
export function loadRaw(input: RawInput): Promise<RawTable> {
  switch (input.format) {
    case "csv":
      return loadCsv(input);
    case "ndjson":
      return loadNdjson(input);
    case "parquet":
      return loadParquet(input);
  }
}

async function loadCsv(input: RawInput): Promise<RawTable> {
  const { header, rest } = await splitHeader(input.source);
  const columns = header.names.map((name) => wideColumn(header.names, name));
  // One column more than the file has: a row that fills it has too many, a row whose last is NULL has too few.
  const table = await createWide(input, header.names, sql`beyond Nullable(String), `);
  const structure = [...header.names.map((_, index) => `c${index + 1}`), "beyond"].map((name) => `${name} Nullable(String)`);
  await input.engine.load(
    render(sql`INSERT INTO ${table} SELECT rowNumberInAllBlocks() + 1, beyond, * EXCEPT beyond
      FROM input(${bind("String", structure.join(", "))}) FORMAT CSV`),
    rest,
    {
      ...input.options,
      settings: {
        ...IN_ORDER,
        format_csv_delimiter: header.delimiter,
        input_format_csv_allow_variable_number_of_columns: 1,
        input_format_csv_empty_as_default: 0,
        input_format_csv_trim_whitespaces: 0,
        format_csv_allow_single_quotes: 0,
        // No text of a file means NULL by itself: NULL is what a short row lacks.
        format_csv_null_representation: "\u0001\u0002\u0001",
      },
    },
  );
  const last = columns.at(-1) ?? sql`beyond`;
  const breaks = columns.map((column) => sql`countSubstrings(ifNull(${column}, ''), '\\n')`);
  return {
    table,
    names: header.names,
    cell: (name) => ({ raw: wideColumn(header.names, name), encoding: "text" }),
    broken: sql`multiIf(
      beyond IS NOT NULL, ${bind("String", `more than ${columns.length} values`)},
      ${last} IS NULL, ${bind("String", `fewer than ${columns.length} values`)}, '')`,
    line: sql`row + ${bind("UInt64", header.lines)} + sum(${join(breaks, sql` + `)}) OVER (ORDER BY row ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`,
  };
}

async function splitHeader(
  source: AsyncIterable<Uint8Array>,
): Promise<{ header: CsvHeader; rest: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  for (;;) {
    const { value, done } = await iterator.next();
    if (value !== undefined) start = Buffer.concat([start, value]);
    const bare = withoutMark(start);
    if (done && bare.length === 0) throw emptyFile();
    const header = readCsvHeader(bare, done === true);
    if (header !== undefined) {
      if (header.names.length > MOST_COLUMNS) {
        throw new AppError("too_many_columns", `The header names ${header.names.length} columns.`, {
          hint: `At most ${MOST_COLUMNS} are possible. Is the delimiter right?`,
        });
      }
      return { header, rest: following(bare.subarray(header.length), iterator) };
    }
    if (start.length > MOST_HEADER_BYTES) {
      throw new AppError("invalid_header", "The first line does not end within 1 MiB.", {
        hint: "Is this a CSV file with a header line?",
      });
    }
  }
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

async function* following(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function emptyFile(): AppError {
  return new AppError("empty_file", "The file is empty.", { hint: "A CSV file begins with a line of column names." });
}

async function loadNdjson(input: RawInput): Promise<RawTable> {
  const objects = identifier(`${input.name}_objects`);
  await create(
    input,
    sql`CREATE TABLE ${objects} (row UInt64, object Bool, cells Map(String, String)) ENGINE = MergeTree ORDER BY tuple()`,
  );
  await input.engine.load(
    render(sql`INSERT INTO ${objects}
      SELECT row, JSONType(line) = 'Object' AS object,
        CAST(if(object, JSONExtractKeysAndValuesRaw(line), []), 'Map(String, String)')
      FROM (SELECT rowNumberInAllBlocks() + 1 AS row, if(startsWith(line, '\\xEF\\xBB\\xBF'), substring(line, 4), line) AS line
        FROM input('line String'))
      WHERE trimBoth(line) != '' FORMAT LineAsString`),
    input.source,
    { ...input.options, settings: IN_ORDER },
  );
  const rows = await input.engine.rows(
    render(sql`SELECT DISTINCT arrayJoin(mapKeys(cells)) AS name FROM ${objects} LIMIT ${bind("UInt64", MOST_COLUMNS + 1)}`),
    input.options,
  );
  const names = rows.map((row) => z.string().parse(row["name"]));
  if (names.length > MOST_COLUMNS) {
    throw new AppError("too_many_columns", `The objects have more than ${MOST_COLUMNS} different keys.`, {
      hint: "Put what varies into a list of records.",
    });
  }
  // A column a key: looking into the map for each use of a value costs several times as much.
  const table = await createWide(input, names, sql`object Bool, `);
  const values = names.map((name) => sql`, nullIf(cells[${bind("String", name)}], '')`);
  await input.engine.run(
    render(sql`INSERT INTO ${table} SELECT row, object${join(values, sql``)} FROM ${objects}`),
    input.options,
  );
  await input.engine.run(render(sql`DROP TABLE ${objects} SYNC`), input.options);
  return {
    table,
    names,
    cell: (name) => ({ raw: wideColumn(names, name), encoding: "json" }),
    broken: sql`if(object, '', 'not a JSON object')`,
    line: sql`row`,
  };
}

/** Parquet needs a file that can be read at any place, so the stream is kept in one. */
async function loadParquet(input: RawInput): Promise<RawTable> {
  try {
    await pipeline(Readable.from(input.source), createWriteStream(input.spool, { mode: 0o600 }));
    const file = sql`file(${bind("String", input.spool)}, 'Parquet')`;
    const description = await input.engine.rows(render(sql`DESCRIBE TABLE ${file}`), input.options);
    const names = description.map((row) => z.string().parse(row["name"]));
    const table = await createWide(input, names);
    const values = names.map((name) => sql`toJSONString(${identifier(name)})`);
    await input.engine.run(
      render(sql`INSERT INTO ${table} SELECT rowNumberInAllBlocks() + 1, ${join(values, sql`, `)} FROM ${file}`),
      { ...input.options, settings: { ...IN_ORDER, output_format_json_quote_denormals: 0 } },
    );
    return {
      table,
      names,
      cell: (name) => ({ raw: identifier(`c${names.indexOf(name) + 1}`), encoding: "json" }),
        broken: sql`''`,
      line: sql`row`,
    };
  } finally {
    await rm(input.spool, { force: true });
  }
}

/** A table with a nullable text a column of the file, named by its place. */
async function createWide(input: RawInput, names: readonly string[], more: Fragment = sql``): Promise<Fragment> {
  const table = identifier(input.name);
  const types = names.map((name) => sql`${wideColumn(names, name)} Nullable(String)`);
  await create(input, sql`CREATE TABLE ${table} (row UInt64, ${more}${join(types, sql`, `)}) ENGINE = MergeTree ORDER BY tuple()`);
  return table;
}

function wideColumn(names: readonly string[], name: string): Fragment {
  return identifier(`c${names.indexOf(name) + 1}`);
}

function create(input: RawInput, statement: Fragment): Promise<void> {
  return input.engine.run(render(statement), input.options);
}
