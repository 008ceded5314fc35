import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateCustomers } from "../../examples/store/customers.ts";
import { generateEvents } from "../../examples/store/events.ts";
import type { StoreOptions } from "../../examples/store/history.ts";
import type { Config } from "../config.ts";
import { lockData } from "../engine/data-lock.ts";
import { openLocalEngine } from "../engine/local-engine.ts";
import { Storage } from "../engine/storage.ts";
import { Importer } from "../ingest/import.ts";
import type { ImportRequest } from "../ingest/request.ts";
import { progressBar } from "./progress.ts";
import { log } from "./terminal.ts";

/** What the example was made from; kept beside its data. */
const EXAMPLE_FILE = "example.json";

export interface ExampleOptions {
  readonly dataDir: string;
  readonly config: Config;
  readonly store: StoreOptions;
  readonly signal: AbortSignal;
}

/**
 * Fills a data directory without data with the example shop. It is made beside and put in its place when it is whole,
 * so whatever ends this process leaves either no example or all of it.
 */
export async function loadExample({ dataDir, config, store, signal }: ExampleOptions): Promise<void> {
  const lock = lockData(dataDir);
  const unfinished = join(dataDir, "engine.new");
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    const local = await openLocalEngine({ directory: unfinished, binary: config.clickhouseBinary });
    try {
      const importer = new Importer(await Storage.open(local.layout), unfinished);
      await take(importer, "customers", generateCustomers(store), signal);
      await take(importer, "events", generateEvents(store), signal);
    } finally {
      await local.close();
    }
    await writeFile(join(unfinished, EXAMPLE_FILE), `${JSON.stringify(store)}\n`);
    signal.throwIfAborted();
    await rename(unfinished, join(dataDir, "engine"));
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    lock.release();
  }
}

async function take(
  importer: Importer,
  kind: ImportRequest["kind"],
  source: Iterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const bar = progressBar(`Example ${kind}`, undefined);
  try {
    const request = { kind, format: "ndjson", source: unhurried(source), name: `example ${kind}`, columns: {} } as const;
    const report = await importer.import(request, { signal, onProgress: bar.show });
    bar.end();
    log(`Example ${kind}: ${report.accepted.toLocaleString("en-US")} in ${(report.elapsedMs / 1000).toFixed(1)} s`);
  } finally {
    bar.end();
  }
}

/** Lets signals and the progress bar in between two chunks: the generator itself never waits. */
async function* unhurried(source: Iterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for (const chunk of source) {
    yield chunk;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
