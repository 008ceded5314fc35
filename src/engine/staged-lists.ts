import { randomUUID } from "node:crypto";
import type { Sql } from "../compiler/sql.ts";
import { onEach } from "./each.ts";
import type { Engine } from "./engine.ts";
import { SCRATCH } from "./schema.ts";

/**
 * Puts a query's long lists of values into tables in the memory of all engines that run it, runs the query with their names bound, and
 * drops them. A list is too long for the parameters of an HTTP request.
 */
export async function stageLists<T>(engines: readonly Engine[], sql: Sql, run: (bound: Sql) => Promise<T>): Promise<T> {
  if (sql.lists.length === 0) return run(sql);
  const staged = sql.lists.map((list) => ({ list, table: `list_${randomUUID().replaceAll("-", "")}` }));
  try {
    for (const { list, table } of staged) {
      await onEach(engines, async (engine) => {
        await engine.run(plain(`CREATE TABLE ${SCRATCH}.${table} (value ${list.type}) ENGINE = Memory`));
        await engine.load(plain(`INSERT INTO ${SCRATCH}.${table} FORMAT JSONEachRow`), jsonRows(list.values));
      });
    }
    const names = staged.map(({ list, table }) => [list.name, { type: "Identifier", value: table }]);
    return await run({ text: sql.text, params: { ...sql.params, ...Object.fromEntries(names) }, lists: [] });
  } finally {
    for (const { table } of staged) {
      await onEach(engines, (engine) => engine.run(plain(`DROP TABLE IF EXISTS ${SCRATCH}.${table}`)).catch(() => undefined));
    }
  }
}

function plain(text: string): Sql {
  return { text, params: {}, lists: [] };
}

function* chunks(values: Iterable<string | number>, size: number): Iterable<readonly (string | number)[]> {
  let chunk: (string | number)[] = [];
  for (const value of values) {
    chunk.push(value);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

async function* jsonRows(values: Iterable<string | number>): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  for (const chunk of chunks(values, 10_000)) {
    yield encoder.encode(chunk.map((value) => `${JSON.stringify({ value })}\n`).join(""));
  }
}
