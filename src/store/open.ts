import { execFile } from "node:child_process";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { CompiledQuery, type Dialect, Kysely, PostgresDialect, sql } from "kysely";
import { PGliteDialect } from "kysely-pglite-dialect";
import pg from "pg";
import { migrate } from "./migrate.ts";
import type { Tables } from "./tables.ts";

/** The state of a workspace is small: the default of 128 MB would be most of the memory of the whole process. */
const START = [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"];

export interface StorePlace {
  /** The folder in which the embedded Postgres keeps its own folder `store`. */
  readonly dataDir: string;
  /** A Postgres of the user's own, used instead. */
  readonly databaseUrl?: string | undefined;
}

/** Runs SQL that a library brings: one statement with values, or several without. */
export type StoreSql = (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;

/** Application state: users, sessions, segments, settings. What a call returned from is on disk. */
export interface Store {
  readonly db: Kysely<Tables>;
  readonly sql: StoreSql;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store and migrates it. Throws `AppError("store_too_new")`, and what the database throws. */
export async function openStore(place: StorePlace): Promise<Store> {
  const { dialect, script } = await connect(place);
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    db,
    sql: (text, values) =>
      // Of the embedded Postgres there is one connection: what runs beside would be part of another's transaction.
      db.connection().execute(async (one) => {
        if (values === undefined) return script(text);
        const { rows } = await one.executeQuery(CompiledQuery.raw(text, values.map((value) => value ?? null)));
        return { rows };
      }),
    ping: async () => {
      await sql`SELECT 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

/** Asks a store that is there whether it answers, and leaves it as it is. Throws what the database throws. */
export async function tryStore(place: StorePlace): Promise<void> {
  const { dialect } = await connect(place);
  const db = new Kysely<Tables>({ dialect });
  try {
    await sql`SELECT 1`.execute(db);
  } finally {
    await db.destroy();
  }
}

interface Connected {
  readonly dialect: Dialect;
  /** Runs several statements, while nothing else runs on the connection. */
  readonly script: (text: string) => Promise<{ rows: unknown[] }>;
}

async function connect({ dataDir, databaseUrl }: StorePlace): Promise<Connected> {
  if (databaseUrl !== undefined) {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
    // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
    pool.on("error", () => undefined);
    return { dialect: new PostgresDialect({ pool }), script: (text) => pool.query(text) };
  }
  const folder = join(dataDir, "store");
  if (!(await exists(folder))) await initialise(folder);
  const embedded = await PGlite.create(folder, { startParams: START });
  return { dialect: new PGliteDialect(embedded), script: async (text) => ({ rows: (await embedded.exec(text)).at(-1)?.rows ?? [] }) };
}

const execute = promisify(execFile);
const NEW_DATABASE = fileURLToPath(new URL("./new-database.js", import.meta.url));

/** Made elsewhere and renamed when whole, so that a start that is killed leaves nothing half made. */
async function initialise(folder: string): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await execute(process.execPath, [NEW_DATABASE, unfinished]);
  await rename(unfinished, folder);
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
