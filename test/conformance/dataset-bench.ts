import { z } from "zod";
import { bind, identifier, render, sql } from "../../src/compiler/sql.ts";
import { columnType, FEW_TEXTS_TYPE, typeText } from "../../src/engine/schema.ts";
import { datasetReferred } from "../language/dataset.ts";
import { datasetFiles } from "../language/dataset-files.ts";
import type { Dataset } from "../reference/dataset.ts";
import { keepAll } from "./kept-bench.ts";
import { type ImportMore, openTestBench, type TestBench } from "../support/bench.ts";

/** A real engine that holds a data set, its lists, and what is kept of its segments and destinations. Throws when anything of it is rejected. */
export async function openDatasetBench(dataset: Dataset): Promise<TestBench> {
  const bench = await openTestBench(undefined, datasetReferred(dataset));
  const { customers, events } = datasetFiles(dataset);
  await importText(bench, "customers", customers.ndjson, { types: customers.types.join(",") });
  await importText(bench, "events", events.ndjson, { types: events.types.join(",") });
  for (const [id, keys] of Object.entries(dataset.lists ?? {})) {
    const text = keys.map((key) => `${JSON.stringify({ customer_id: key })}\n`).join("");
    if (text !== "") await importText(bench, "list", text, { list: { id, mode: "replace" } });
    // A file without a row is refused: an empty list is made of one that no customer is on.
    else await bench.importText("list", "ndjson", '{"customer_id":"nobody has this key"}\n', { list: { id, mode: "replace" } });
  }
  await keepAll(bench, dataset);
  return bench;
}

/** Stores texts as they are where there are too many for a dictionary, so that definitions are tried on both. */
export async function withoutDictionaries({ storage }: TestBench): Promise<void> {
  const columns = await storage.engine.rows(
    render(sql`SELECT table, name FROM system.columns
      WHERE database = currentDatabase() AND table IN ('customers', 'events') AND type = ${bind("String", FEW_TEXTS_TYPE)}`),
  );
  for (const row of columns) {
    const { table, name } = z.object({ table: z.string(), name: z.string() }).parse(row);
    const plain = columnType({ kind: "value", of: "text" });
    const statement = render(sql`ALTER TABLE ${identifier(table)} MODIFY COLUMN ${identifier(name)} ${typeText(plain)}`);
    for (const engine of storage.layout.engines) await engine.run(statement);
  }
}

async function importText(bench: TestBench, kind: "customers" | "events" | "list", ndjson: string, more: ImportMore): Promise<void> {
  const { rejects } = await bench.importText(kind, "ndjson", ndjson, more);
  if (rejects.length > 0) throw new Error(`rejected: ${JSON.stringify(rejects)}`);
}
