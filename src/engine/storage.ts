import { z } from "zod";
import type { Catalog, Property } from "../catalog/types.ts";
import { bind, type Fragment, identifier, render, sql } from "../compiler/sql.ts";
import { AppError } from "../errors.ts";
import { onEach } from "./each.ts";
import type { Engine, QueryOptions } from "./engine.ts";
import { Gate } from "./gate.ts";
import type { Layout } from "./layout.ts";
import {
  type Commit,
  type Manifest,
  pruneManifest,
  readManifest,
  STAGED_TABLES,
  type StagedTable,
  type StoredManifest,
  writeManifest,
} from "./manifest.ts";
import { columnType, typeText } from "./schema.ts";

/** Staging tables are named by it, so that those of an import that died are found and dropped. */
export const STAGING_PREFIX = "import_";

const APPLY_TRIES = 6;

/** The stored customers and events: who reads them sees whole imports only. */
export class Storage {
  readonly layout: Layout;
  readonly #gate = new Gate();
  #stored: StoredManifest;
  /** Whether the engine died while a manifest was written, so that nobody knows yet whether it was. */
  #inDoubt = false;

  private constructor(layout: Layout, stored: StoredManifest) {
    this.layout = layout;
    this.#stored = stored;
  }

  /** Makes the tables that are missing, finishes what was left half done and drops what was left over. */
  static async open(layout: Layout): Promise<Storage> {
    await layout.createTables();
    const storage = new Storage(layout, await readManifest(layout.home));
    await storage.#finishPending();
    await storage.dropLeftovers();
    await pruneManifest(layout.home, storage.#stored.version);
    return storage;
  }

  /** Where everything can be asked. */
  get engine(): Engine {
    return this.layout.home;
  }

  get manifest(): Manifest {
    return this.#stored.manifest;
  }

  /** What there is. Stays the same while a `read` runs. */
  get catalog(): Catalog {
    return this.#stored.manifest.catalog;
  }

  /** Runs questions that see one state of the data: no import becomes visible meanwhile. */
  async read<T>(task: (catalog: Catalog) => Promise<T>): Promise<T> {
    for (;;) {
      this.layout.ownership.requireHeld();
      await this.#settle();
      // Who waited here for a commit that then failed half way must not see what it has moved.
      const read = await this.#gate.read(async () => (this.#isSettled() ? { answer: await task(this.catalog) } : undefined));
      if (read !== undefined) return read.answer;
    }
  }

  /**
   * Makes staged rows visible, all of them or none, with the manifest that describes them. It is decided when the
   * manifest is written; if the engine dies later, it is carried out after its restart.
   */
  async commit(next: Omit<Manifest, "pending">, commit: Commit, options?: QueryOptions): Promise<void> {
    await this.layout.distribute(commit.staged, options);
    options?.signal?.throwIfAborted();
    await this.#gate.write(async () => {
      await this.#write({ ...next, pending: commit });
      await this.#finishPending(false);
    });
  }

  /** Before an import: finishes a commit that an earlier one could not finish, and drops what was left over. */
  async prepareImport(): Promise<void> {
    await this.#settle();
    await this.dropLeftovers();
  }

  async #settle(): Promise<void> {
    if (!this.#isSettled()) await this.#gate.write(() => this.#finishPending());
  }

  /** Whether every commit that was decided has been carried out. */
  #isSettled(): boolean {
    return this.manifest.pending === null && !this.#inDoubt;
  }

  /** @param wasTried false when nothing can have been moved yet */
  async #finishPending(wasTried = true): Promise<void> {
    if (this.#inDoubt) await this.#readManifest();
    const { pending } = this.manifest;
    if (pending === null) return;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#apply(pending, wasTried || attempt > 1);
        break;
      } catch (error) {
        const gone = error instanceof AppError && error.code === "engine_gone";
        if (!gone || attempt === APPLY_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
      }
    }
    await this.#write({ ...this.manifest, pending: null });
    await this.dropLeftovers();
  }

  /**
   * Can be repeated at any point: what an earlier try has moved is removed first. To look for it takes seconds where there are many
   * months of events, while nobody is answered, so that is left out when there was no earlier try.
   */
  async #apply(commit: Commit, wasTried: boolean): Promise<void> {
    for (const engine of this.layout.engines) await this.#growRecords(engine);
    for (const table of STAGED_TABLES) {
      const staging = commit.staged[table];
      if (staging === undefined) continue;
      if (wasTried) await onEach(this.layout.holders(table), (engine) => removeMoved(engine, table, commit.import));
      await onEach(this.layout.holders(table), (engine) => moveStaged(engine, table, staging));
    }
  }

  /** Gives columns of records the fields that the catalog has for them: they are not told of before the commit. */
  async #growRecords(engine: Engine): Promise<void> {
    const types = new Map(columnsOf(this.catalog).map(({ column, type }) => [column, columnType(type)]));
    const columns = await engine.rows(
      render(sql`SELECT table, name, type FROM system.columns
        WHERE database = currentDatabase() AND table IN ('customers', 'events') AND startsWith(type, 'Array(Tuple(')`),
    );
    for (const row of columns) {
      const { table, name, type } = storedColumn.parse(row);
      const wanted = types.get(name);
      if (wanted === undefined || wanted === type) continue;
      await engine.run(render(sql`ALTER TABLE ${identifier(table)} MODIFY COLUMN ${identifier(name)} ${typeText(wanted)}`));
    }
  }

  /** Writes a manifest. When the engine dies meanwhile, finds out whether it was written. */
  async #write(manifest: Manifest): Promise<void> {
    this.layout.ownership.requireSure();
    const next = { version: this.#stored.version + 1, manifest };
    try {
      await writeManifest(this.engine, next);
      this.#stored = next;
    } catch (error) {
      if (error instanceof AppError && error.code === "engine_taken") throw error;
      this.#inDoubt = true;
      await this.#readManifest();
      if (this.#stored.version !== next.version) throw error;
    }
  }

  async #readManifest(): Promise<void> {
    this.#stored = await readManifest(this.engine);
    this.#inDoubt = false;
  }

  /**
   * Drops what imports have staged, and columns that no attribute or property has: nothing while a commit waits to be
   * carried out. No other import may be at work.
   */
  async dropLeftovers(): Promise<void> {
    if (!this.#isSettled()) return;
    const used = new Set(columnsOf(this.catalog).flatMap(({ column, kept = [] }) => [column, ...kept]));
    await onEach(this.layout.holders("lists"), (engine) => this.#dropOldLists(engine));
    await onEach(this.layout.engines, (engine) => dropUnused(engine, used));
  }

  /** Versions of lists that nobody reads any more. */
  async #dropOldLists(engine: Engine): Promise<void> {
    const current = JSON.stringify(this.catalog.lists.map(({ id, version }) => `${version} ${id}`));
    const isOld = sql`concat(toString(version), ' ', list) NOT IN (SELECT arrayJoin(JSONExtract(${bind("String", current)}, 'Array(String)')))`;
    const [found] = await engine.rows(render(sql`SELECT count() AS old FROM (SELECT DISTINCT list, version FROM lists) WHERE ${isOld}`));
    if (z.number().parse(found?.["old"]) > 0) await engine.run(render(sql`DELETE FROM lists WHERE ${isOld}`));
  }
}

async function removeMoved(engine: Engine, table: StagedTable, number: number): Promise<void> {
  if (table !== "files") await engine.run(render(sql`DELETE FROM ${identifier(table)} WHERE import = ${bind("UInt32", number)}`));
}

async function moveStaged(engine: Engine, table: StagedTable, staging: string): Promise<void> {
  const run = (statement: Fragment): Promise<void> => engine.run(render(statement));
  const target = identifier(table);
  if (table === "customers") await run(sql`DELETE FROM ${target} WHERE id IN (SELECT id FROM ${identifier(staging)})`);
  for (const partition of await partitionsOf(engine, staging)) {
    await run(sql`ALTER TABLE ${target} ATTACH PARTITION ID ${bind("String", partition)} FROM ${identifier(staging)}`);
  }
}

async function partitionsOf(engine: Engine, table: string): Promise<readonly string[]> {
  const rows = await engine.rows(
    render(sql`SELECT DISTINCT partition_id FROM system.parts
      WHERE database = currentDatabase() AND table = ${bind("String", table)} AND active ORDER BY partition_id`),
  );
  return rows.map((row) => z.string().parse(row["partition_id"]));
}

/** Drops tables of staged rows, and columns of attributes and properties that are not among the used. */
async function dropUnused(engine: Engine, used: ReadonlySet<string>): Promise<void> {
  const run = (statement: Fragment): Promise<void> => engine.run(render(statement));
  const tables = await engine.rows(
    render(sql`SELECT name FROM system.tables
      WHERE database = currentDatabase() AND startsWith(name, ${bind("String", STAGING_PREFIX)})`),
  );
  for (const { name } of tables) await run(sql`DROP TABLE IF EXISTS ${identifier(z.string().parse(name))} SYNC`);

  const columns = await engine.rows(
    render(sql`SELECT table, name FROM system.columns
      WHERE database = currentDatabase() AND table IN ('customers', 'events') AND match(name, '^[ap][0-9]+$')`),
  );
  for (const row of columns) {
    const name = z.string().parse(row["name"]);
    if (!used.has(name)) await run(sql`ALTER TABLE ${identifier(z.string().parse(row["table"]))} DROP COLUMN IF EXISTS ${identifier(name)}`);
  }
}

const storedColumn = z.object({ table: z.string(), name: z.string(), type: z.string() });

function columnsOf(catalog: Catalog): readonly Property[] {
  return [...catalog.attributes, ...catalog.events.flatMap((event) => event.properties)];
}
