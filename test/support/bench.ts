import { createReadStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseTypes } from "../../src/catalog/type-name.ts";
import type { RunningEngine } from "../../src/engine/running-engine.ts";
import { Storage } from "../../src/engine/storage.ts";
import { Importer } from "../../src/ingest/import.ts";
import type { ImportFormat, ImportOptions, ImportReport, ImportRequest } from "../../src/ingest/request.ts";
import type { Workbench } from "../../src/results/audience.ts";
import { Leaves } from "../../src/results/leaves.ts";
import { NOTHING_REFERRED, type Referred } from "../../src/segment/checked.ts";
import { openTestEngine } from "./engine.ts";

/** A real engine on an empty folder, with everything that questions and imports need. */
export interface TestBench extends Workbench {
  readonly directory: string;
  readonly local: RunningEngine;
  readonly importer: Importer;
  importText(kind: ImportRequest["kind"], format: ImportFormat, text: string, more?: ImportMore): Promise<ImportReport>;
  importPath(kind: ImportRequest["kind"], path: string, more?: ImportMore): Promise<ImportReport>;
  close(): Promise<void>;
}

export interface ImportMore extends ImportOptions {
  readonly types?: string;
  readonly columns?: ImportRequest["columns"];
  readonly list?: ImportRequest["list"];
}

export const TEST_NOW = Date.UTC(2026, 0, 15, 12);

export async function openTestBench(
  directory = mkdtempSync(join(tmpdir(), "coterie-test-")),
  referred: Referred = NOTHING_REFERRED,
): Promise<TestBench> {
  return benchOn(await openTestEngine(directory), directory, referred);
}

/** The same on an engine that runs; it is closed with the bench. */
export async function benchOn(
  local: RunningEngine,
  directory = mkdtempSync(join(tmpdir(), "coterie-test-")),
  referred: Referred = NOTHING_REFERRED,
): Promise<TestBench> {
  const storage = await Storage.open(local.layout);
  const importer = new Importer(storage, directory);
  const run = (
    kind: ImportRequest["kind"],
    format: ImportFormat,
    source: AsyncIterable<Uint8Array>,
    { types, columns, list, ...options }: ImportMore = {},
    bytes?: number,
  ): Promise<ImportReport> =>
    importer.import(
      { kind, format, source, bytes, name: "test", columns: columns ?? {}, list, ...(types && { types: parseTypes(types) }) },
      options,
    );
  return {
    directory,
    local,
    storage,
    importer,
    leaves: new Leaves(storage),
    clock: { now: () => TEST_NOW, timeZone: () => "UTC" },
    referred: () => Promise.resolve(referred),
    importText: (kind, format, text, more) => run(kind, format, once(text), more),
    importPath: (kind, path, more) => run(kind, formatOf(path), createReadStream(path), more, statSync(path).size),
    async close() {
      await local.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function formatOf(path: string): ImportFormat {
  if (path.endsWith(".parquet")) return "parquet";
  return path.endsWith(".csv") ? "csv" : "ndjson";
}

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}
