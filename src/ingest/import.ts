import { rmSync } from "node:fs";
import { join } from "node:path";
import { bind, identifier, sql } from "../compiler/sql.ts";
import { Semaphore } from "../engine/semaphore.ts";
import type { Storage } from "../engine/storage.ts";
import { AppError } from "../errors.ts";
import { stageCustomers } from "./customers.ts";
import { stageEvents } from "./events.ts";
import { stageList } from "./lists.ts";
import { loadRaw } from "./load-raw.ts";
import { Metered } from "./metered.ts";
import type { ImportOptions, ImportPhase, ImportReport, ImportRequest, Reject } from "./request.ts";
import { retype, type Retyped, type RetypeRequest } from "./retype.ts";
import type { Staged } from "./staged.ts";
import { createStaging, numberOf, rejects, run, stagingName, type Work } from "./work.ts";

const STAGES = { customers: stageCustomers, events: stageEvents, list: stageList } as const;
const REPORTED_REJECTS = 100;
const PROGRESS_EVERY_MS = 250;
/** The engine's types of errors that blame the data. */
const UNREADABLE = /CANNOT_PARSE|INCORRECT_DATA|CANNOT_READ|PARQUET|UNKNOWN_TYPE|cannot parse|not a parquet/i;

/** Takes files in, one at a time; the others wait in the order of their coming. */
export class Importer {
  readonly #storage: Storage;
  readonly #spool: string;
  readonly #turn = new Semaphore(1);

  /** @param directory where a file may be kept while it is imported */
  constructor(storage: Storage, directory: string) {
    this.#storage = storage;
    this.#spool = join(directory, "import.parquet");
    // What an import that was killed has left there.
    rmSync(this.#spool, { force: true });
  }

  /**
   * Imports a file: all rows that hold become visible together, at the end, or none does. The others are reported with
   * their line and reason.
   *
   * @throws AppError for a file that can't be read at all, such as `missing_column`, `empty_file`, `invalid_file`
   */
  import(request: ImportRequest, options: ImportOptions = {}): Promise<ImportReport> {
    return this.#turn.run(() => this.#import(request, options), options.signal);
  }

  /** Gives an attribute or a property another type, when no import is at work. Throws what `retype` throws. */
  retype(request: RetypeRequest, options: Pick<ImportOptions, "signal"> = {}): Promise<Retyped> {
    return this.#turn.run(() => retype(this.#storage, request, options.signal), options.signal);
  }

  async #import(request: ImportRequest, options: ImportOptions): Promise<ImportReport> {
    const startedAt = performance.now();
    const storage = this.#storage;
    const progress = progressOf(request, options);
    await storage.prepareImport();
    const number = storage.manifest.nextImport;
    try {
      const source = new Metered(request.source, (metered) => progress.read(metered));
      const raw = await loadRaw({
        engine: storage.engine,
        name: stagingName(number, "raw"),
        format: request.format,
        source,
        spool: this.#spool,
        options: { signal: options.signal },
      });
      progress.phase("checking");
      const work: Work = {
        storage,
        number,
        raw,
        fileHash: source.digest(),
        columns: {
          customer: request.columns.customer ?? "customer_id",
          event: request.columns.event ?? "event",
          time: request.columns.time ?? "time",
        },
        types: request.types ?? new Map(),
        list: request.list,
        signal: options.signal,
      };
      const staged = await STAGES[request.kind](work);
      progress.phase("storing");
      const report = await describe(work, staged, options);
      progress.phase("publishing");
      await publish(work, staged, report.accepted);
      return { ...report, elapsedMs: Math.round(performance.now() - startedAt) };
    } catch (error) {
      throw explained(error, request);
    } finally {
      await storage.dropLeftovers().catch(() => undefined);
    }
  }
}

async function describe(work: Work, staged: Staged, options: ImportOptions): Promise<Omit<ImportReport, "elapsedMs">> {
  const count = sql`count()`;
  const read = await numberOf(work, count, staged.judged);
  const rejected = await numberOf(work, sql`countIf(reason != '')`, staged.judged);
  const shown: Reject[] = [];
  if (rejected > 0) {
    for await (const reject of rejects(work, staged.judged)) {
      if (shown.length < REPORTED_REJECTS) shown.push(reject);
      else if (options.onReject === undefined) break;
      options.onReject?.(reject);
    }
  }
  return {
    read,
    rejected,
    accepted: await numberOf(work, count, sql`(${staged.accepted})`),
    duplicates: await numberOf(work, count, sql`(${staged.duplicates})`),
    customers: await numberOf(work, count, sql`(${staged.customers})`),
    columns: staged.columns,
    rejects: shown,
  };
}

async function publish(work: Work, staged: Staged, accepted: number): Promise<void> {
  // A list without customers is one all the same.
  if (accepted === 0 && staged.staged.lists === undefined) return;
  const files = await createStaging(work, "files");
  await run(work, sql`INSERT INTO ${identifier(files)} VALUES (${bind("String", work.fileHash)})`);
  work.signal?.throwIfAborted();
  const { storage } = work;
  const { manifest } = storage;
  const next = await staged.next(manifest);
  const { version } = next.catalog;
  await storage.commit(
    {
      ...manifest,
      ...next,
      catalog: {
        ...next.catalog,
        customers: manifest.catalog.customers + staged.newCustomers,
        customersVersion: staged.newCustomers > 0 ? version : manifest.catalog.customersVersion,
      },
      nextId: manifest.nextId + staged.newCustomers,
      nextImport: work.number + 1,
    },
    { import: work.number, staged: { ...staged.staged, files } },
    { signal: work.signal },
  );
}

interface Progress {
  read(metered: Metered): void;
  phase(phase: ImportPhase): void;
}

function progressOf(request: ImportRequest, { onProgress }: ImportOptions): Progress {
  const startedAt = performance.now();
  let told = 0;
  let last = { bytes: 0, lines: 0 };
  const tell = (phase: ImportPhase): void => {
    const seconds = Math.max(0.001, (performance.now() - startedAt) / 1000);
    const left = request.bytes === undefined ? undefined : ((request.bytes - last.bytes) * seconds) / Math.max(1, last.bytes);
    onProgress?.({
      phase,
      bytes: last.bytes,
      rows: last.lines,
      rate: Math.round(last.lines / seconds),
      ...(phase === "reading" && left !== undefined && { secondsLeft: Math.max(0, Math.round(left)) }),
    });
  };
  return {
    read(metered) {
      last = { bytes: metered.bytes, lines: metered.lines };
      const now = performance.now();
      if (now - told < PROGRESS_EVERY_MS) return;
      told = now;
      tell("reading");
    },
    phase: tell,
  };
}

/** The engine's own words about a file that it can't read, as an error of the file. */
function explained(error: unknown, request: ImportRequest): unknown {
  if (!(error instanceof AppError) || error.code !== "engine_failed") return error;
  const { cause } = error;
  const type = cause instanceof Error && "type" in cause ? String(cause.type) : "";
  if (!UNREADABLE.test(`${type} ${error.message}`)) return error;
  return new AppError("invalid_file", `${request.name} can't be read as ${request.format}: ${error.message}`, {
    hint: "Look at the named place, or name the right format with --format.",
    cause: error,
  });
}
