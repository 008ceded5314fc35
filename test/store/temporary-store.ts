import { cp, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprint } from "../../scripts/fingerprint.mjs";
import { openStore, type Store } from "../../src/store/open.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface TemporaryStore {
  readonly store: Store;
  readonly dataDir: string;
  dispose(): Promise<void>;
}

/** A store in a folder of its own, gone after `dispose`. */
export async function temporaryStore(): Promise<TemporaryStore> {
  const dataDir = await mkdtemp(join(tmpdir(), "coterie store ünï-"));
  await cp(await emptyDatabase(), join(dataDir, "store"), { recursive: true });
  const store = await openStore({ dataDir });
  return {
    store,
    dataDir,
    async dispose() {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A store with its tables and nothing in them, kept from run to run, since making one takes seconds. */
export async function emptyDatabase(): Promise<string> {
  const kept = fileURLToPath(new URL(`../../.cache/store-${madeFrom()}`, import.meta.url));
  if (await exists(kept)) return kept;
  await mkdir(dirname(kept), { recursive: true });
  const made = await mkdtemp(`${kept}-`);
  const store = await openStore({ dataDir: made });
  await store.close();
  try {
    await rename(join(made, "store"), kept);
  } catch (error) {
    // Another test file was faster.
    if (!(await exists(kept))) throw error;
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  return kept;
}

/** What the tables are made by: another one makes another store. */
function madeFrom(): string {
  return fingerprint(ROOT, ["src/store/migrate.ts", "src/store/migrations", "node_modules/@electric-sql/pglite/package.json"]).slice(0, 16);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
