import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { getMigrations } from "better-auth/db/migration";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { libraryOptions } from "../../src/api/auth.ts";
import { openStore } from "../../src/store/open.ts";
import { LONG } from "../support/long.ts";
import { emptyDatabase } from "./temporary-store.ts";

const KILLS = LONG ? 10 : 1;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "coterie-open-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe("opening the store", () => {
  it("starts again when the first start was killed half way", async () => {
    await mkdir(join(dataDir, "store.new"));
    await writeFile(join(dataDir, "store.new", "PG_VERSION"), "17\n");
    const store = await openStore({ dataDir });
    await store.ping();
    await store.close();
    expect(await readdir(dataDir)).toEqual(["store"]);
  });

  it("lets nobody but its owner into the store, wherever the data directory is", async () => {
    const { mode } = await stat(join(dataDir, "store"));
    expect(mode & 0o777).toBe(0o700);
  });

  it("makes the tables that the sign-in library expects", async () => {
    const store = await openStore({ dataDir });
    const plan = await getMigrations(libraryOptions({ db: store.db, secret: "s".repeat(32), workspace: "test" }));
    await store.close();
    expect(plan).toMatchObject({ toBeCreated: [], toBeAdded: [], toBeAddedIndexes: [], unsafeChanges: [], schemaProblems: [] });
  });

  it("refuses what a newer version has migrated", async () => {
    const store = await openStore({ dataDir });
    const future = { name: "9999-future", timestamp: new Date().toISOString() };
    const migrations = store.db.withTables<{ kysely_migration: typeof future }>();
    await migrations.insertInto("kysely_migration").values(future).execute();
    await store.close();
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: "store_too_new" });
  });

  it("keeps every segment that was acknowledged before kill -9", async () => {
    const place = await mkdtemp(join(tmpdir(), "coterie-kill-"));
    await cp(await emptyDatabase(), join(place, "store"), { recursive: true });
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const writer = spawn(process.execPath, [join(import.meta.dirname, "writer.js"), place], { stdio: ["ignore", "pipe", "inherit"] });
      const before = acknowledged.length;
      for await (const id of createInterface({ input: writer.stdout })) {
        acknowledged.push(id);
        if (acknowledged.length === before + 40) writer.kill("SIGKILL");
      }
      if (writer.exitCode === null && writer.signalCode === null) await once(writer, "exit");
      expect(writer.signalCode).toBe("SIGKILL");
    }
    const store = await openStore({ dataDir: place });
    const rows = await store.db.selectFrom("segments").select("id").execute();
    await store.close();
    await rm(place, { recursive: true, force: true });
    const kept = new Set(rows.map(({ id }) => id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * 40);
  }, LONG ? 300_000 : 60_000);
});
