import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { bind, identifier, join, render, sql } from "../compiler/sql.ts";
import { createWide, IN_ORDER, type RawInput, type RawTable, wideColumn } from "./raw-table.ts";

const described = z.object({ name: z.string(), type: z.string() });
const JSON_TYPE = /^(Nullable\()?JSON/;

/** Parquet needs a file that can be read at any place, so the stream is kept in one. */
export async function loadParquet(input: RawInput): Promise<RawTable> {
  try {
    await pipeline(Readable.from(input.source), createWriteStream(input.spool, { mode: 0o600 }));
    const file = sql`file(${bind("String", input.spool)}, 'Parquet')`;
    const description = await input.engine.rows(render(sql`DESCRIBE TABLE ${file}`), input.options);
    const columns = description.map((row) => described.parse(row));
    const names = columns.map(({ name }) => name);
    const table = await createWide(input, names);
    const values = columns.map(({ name, type }) => {
      const column = identifier(name);
      return JSON_TYPE.test(type) ? sql`, ${column}` : sql`, toJSONString(${column})`;
    });
    await input.engine.run(render(sql`INSERT INTO ${table} SELECT rowNumberInAllBlocks() + 1${join(values, sql``)} FROM ${file}`), {
      ...input.options,
      settings: {
        ...IN_ORDER,
        output_format_json_quote_denormals: 0,
        // JSON as its text: as a JSON column, the engine (26.7) takes objects alone.
        input_format_parquet_enable_json_parsing: 0,
      },
    });
    return {
      table,
      names,
      cell: (name) => ({ raw: wideColumn(names, name), encoding: "json" }),
      broken: sql`''`,
      blank: sql`0`,
      line: sql`row`,
    };
  } finally {
    await rm(input.spool, { force: true });
  }
}
