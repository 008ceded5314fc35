import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { openStore, type Store } from "../../src/store/open.ts";

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

/** A database without tables, kept from run to run, since making one takes seconds. Holds nothing of ours. */
export async function emptyDatabase(): Promise<string> {
  const kept = fileURLToPath(new URL(`../../.cache/pglite-${await version()}`, import.meta.url));
  if (await exists(kept)) return kept;
  await mkdir(dirname(kept), { recursive: true });
  const made = await mkdtemp(`${kept}-`);
  await (await PGlite.create(join(made, "store"))).close();
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

async function version(): Promise<string> {
  const text = await readFile(new URL("../../node_modules/@electric-sql/pglite/package.json", import.meta.url), "utf8");
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? "unknown";
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
