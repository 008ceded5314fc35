import { z } from "zod";
import { bind, type Fragment, join, render, sql } from "../compiler/sql.ts";
import { AppError } from "../errors.ts";
import { type CsvHeader, readCsvHeader } from "./csv-header.ts";
import { createWide, emptyFile, IN_ORDER, MOST_COLUMNS, type RawInput, type RawTable, wideColumn } from "./raw-table.ts";

const MOST_HEADER_BYTES = 1 << 20;
/** A line after the last one of a CSV file: it is no row of its own when a quote before it was not closed. */
const CSV_END = "\u0001\u0002end\u0002\u0001";

export async function loadCsv(input: RawInput): Promise<RawTable> {
  const { header, rest } = await splitHeader(input.source);
  const columns = header.names.map((name) => wideColumn(header.names, name));
  // One column more than the file has: a row that fills it has too many, a row whose last is NULL has too few.
  const table = await createWide(input, header.names, sql`beyond Nullable(String), `);
  const structure = [...header.names.map((_, index) => `c${index + 1}`), "beyond"].map((name) => `${name} Nullable(String)`);
  await input.engine.load(
    render(sql`INSERT INTO ${table} SELECT rowNumberInAllBlocks() + 1, beyond, * EXCEPT beyond
      FROM input(${bind("String", structure.join(", "))}) FORMAT CSV`),
    withEnd(rest),
    {
      ...input.options,
      settings: {
        ...IN_ORDER,
        format_csv_delimiter: header.delimiter,
        input_format_csv_allow_whitespace_or_tab_as_delimiter: 1,
        input_format_csv_allow_variable_number_of_columns: 1,
        input_format_csv_empty_as_default: 0,
        input_format_csv_trim_whitespaces: 0,
        format_csv_allow_single_quotes: 0,
        // No text of a file means NULL by itself: NULL is what a short row lacks.
        format_csv_null_representation: "\u0001\u0002\u0001",
      },
    },
  );
  const first = columns[0] ?? sql`beyond`;
  const last = columns.at(-1) ?? sql`beyond`;
  const breaks = [...columns, sql`beyond`].map((column) => sql`countSubstrings(ifNull(${column}, ''), '\\n')`);
  const line = sql`row + ${bind("UInt64", header.lines)} + sum(${join(breaks, sql` + `)}) OVER (ORDER BY row ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;
  const isEnd = sql`ifNull(${first} = ${bind("String", CSV_END)}, 0)`;
  await requireEnd(input, table, isEnd, line);
  return {
    table,
    names: header.names,
    cell: (name) => ({ raw: wideColumn(header.names, name), encoding: "text" }),
    broken: sql`multiIf(
      beyond IS NOT NULL, ${bind("String", `more than ${valuesText(columns.length)}`)},
      ${last} IS NULL, ${bind("String", `fewer than ${valuesText(columns.length)}`)}, '')`,
    blank: sql`(${first} IS NULL OR ${isEnd})`,
    line,
  };
}

function valuesText(count: number): string {
  return count === 1 ? "1 value" : `${count} values`;
}

async function* withEnd(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* body;
  yield new TextEncoder().encode(`\n${CSV_END}\n`);
}

/** @throws AppError `invalid_file` when a quote is open at the end of the file */
async function requireEnd(input: RawInput, table: Fragment, isEnd: Fragment, line: Fragment): Promise<void> {
  const last = sql`SELECT max(row) FROM ${table}`;
  const { engine, options } = input;
  const [row] = await engine.rows(render(sql`SELECT ${isEnd} AS ended FROM ${table} WHERE row = (${last})`), options);
  if (row?.["ended"] === 1) return;
  const [open] = await engine.rows(
    render(sql`SELECT line FROM (SELECT row, ${line} AS line FROM ${table}) WHERE row = (${last})`),
    options,
  );
  throw new AppError("invalid_file", `A quote that opens in line ${z.number().parse(open?.["line"])} is not closed.`, {
    hint: 'Close it, or write a quote inside a quoted value twice: "".',
  });
}

async function splitHeader(
  source: AsyncIterable<Uint8Array>,
): Promise<{ header: CsvHeader; rest: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    return await readHeader(iterator);
  } catch (error) {
    await iterator.return?.();
    throw error;
  }
}

async function readHeader(
  iterator: AsyncIterator<Uint8Array>,
): Promise<{ header: CsvHeader; rest: AsyncIterable<Uint8Array> }> {
  let start = Buffer.alloc(0);
  for (;;) {
    const { value, done } = await iterator.next();
    if (value !== undefined) start = Buffer.concat([start, value]);
    const bare = withoutMark(start);
    if (done && bare.length === 0) throw emptyFile("A CSV file begins with a line of column names.");
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
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
