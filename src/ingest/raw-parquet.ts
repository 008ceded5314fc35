import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { bind, identifier, join, render, sql } from "../compiler/sql.ts";
import { createWide, IN_ORDER, type RawInput, type RawTable, wideColumn } from "./raw-table.ts";

/** Parquet needs a file that can be read at any place, so the stream is kept in one. */
export async function loadParquet(input: RawInput): Promise<RawTable> {
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
      cell: (name) => ({ raw: wideColumn(names, name), encoding: "json" }),
      broken: sql`''`,
      blank: sql`0`,
      line: sql`row`,
    };
  } finally {
    await rm(input.spool, { force: true });
  }
}
