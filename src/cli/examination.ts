import { existsSync } from "node:fs";
import { mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { missingFolders } from "../destinations/missing-folders.ts";
import { type DataLock, lockData } from "../engine/data-lock.ts";
import { type Diagnosis, diagnose, type Seen } from "../engine/diagnosis.ts";
import { examineLocal, examineRemote } from "../engine/examine.ts";
import { AppError } from "../errors.ts";
import { findServer, type ServerFile } from "../server-file.ts";
import { tryStore } from "../store/open.ts";

const OLDEST_NODE = [20, 19] as const;
const GB = 1e9;

/** Looks at all that Coterie needs. A server that has the data directory open answers for its engine and its store. */
export async function* examine(dataDir: string, config: Config): AsyncIterable<Diagnosis> {
  yield diagnose("Node", () => node(process.versions.node));
  yield diagnose("data directory", () => directory(dataDir));
  if (config.folders.length > 0) yield diagnose("folders of exports", () => folders(config));
  const running = await findServer(dataDir);
  if (running !== undefined) yield diagnose("running server", () => ready(running));
  if (config.clickhouse.length > 0) yield* examineRemote({ endpoints: config.clickhouse, cluster: config.cluster });
  if (running !== undefined) return;
  if (!existsSync(dataDir)) {
    if (config.clickhouse.length === 0) yield* examineNew(config);
    yield diagnose("store", () => store(dataDir, config));
    return;
  }
  const lock = await locked(dataDir);
  if ("state" in lock) {
    yield lock;
    return;
  }
  try {
    if (config.clickhouse.length === 0) {
      yield* existsSync(join(dataDir, "engine")) ? examineLocal(dataDir, config.clickhouseBinary) : examineNew(config);
    }
    yield diagnose("store", () => store(dataDir, config));
  } finally {
    lock.release();
  }
}

async function locked(dataDir: string): Promise<DataLock | Diagnosis> {
  try {
    return lockData(dataDir);
  } catch (error) {
    return diagnose("data directory: lock", () => Promise.reject(error));
  }
}

/** What is missing for the first start shows in a directory that is thrown away. */
async function* examineNew({ clickhouseBinary }: Config): AsyncIterable<Diagnosis> {
  const folder = await mkdtemp(join(tmpdir(), "coterie-doctor-"));
  try {
    yield* examineLocal(folder, clickhouseBinary);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function node(version: string): Seen {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return version;
  return { state: "wrong", said: `${version} is too old.`, hint: `Install Node ${OLDEST_NODE.join(".")} or later.` };
}

async function directory(dataDir: string): Promise<Seen> {
  if (!existsSync(dataDir)) {
    return { state: "warning", said: `${dataDir} does not exist yet.`, hint: "It is made at the first start or import." };
  }
  try {
    await rm(await mkdtemp(join(dataDir, "doctor-")), { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const hint = "Give this user the directory, or name another one with --data.";
    return { state: "wrong", said: `Nothing can be written to ${dataDir}: ${why}.`, hint };
  }
  const { bavail, bsize } = await statfs(dataDir);
  const said = `${dataDir}, ${((bavail * bsize) / GB).toFixed(1)} GB free`;
  return bavail * bsize < GB ? { state: "warning", said, hint: "Free some disk space." } : said;
}

async function folders({ folders: named }: Config): Promise<Seen> {
  const missing = await missingFolders(named);
  if (missing.length === 0) return named.join(", ");
  const said = `COTERIE_FOLDERS names ${missing.join(", ")}, which is no folder.`;
  return { state: "warning", said, hint: "Make it, or name another one: until then no file can be put there." };
}

async function ready({ address }: ServerFile): Promise<Seen> {
  const answer = await fetch(new URL("/readyz", address)).catch(() => undefined);
  if (answer?.ok === true) return `at ${address}, with its engine and its store`;
  return { state: "wrong", said: `The server at ${address} is not ready.`, hint: "Its log says why; start it again." };
}

async function store(dataDir: string, { databaseUrl }: Config): Promise<Seen> {
  if (databaseUrl === undefined && !existsSync(join(dataDir, "store"))) return "none yet: it is made at the first start";
  try {
    await tryStore({ dataDir, databaseUrl });
    return databaseUrl === undefined ? "embedded, opens" : "Postgres, answers";
  } catch (error) {
    if (error instanceof AppError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const restore = "Restore the folder `store` of the data directory from a backup.";
    const hint = databaseUrl === undefined ? restore : "Check DATABASE_URL, and that Postgres runs.";
    return { state: "wrong", said: `It does not open: ${why}.`, hint };
  }
}
