import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import type { Memberships } from "../../src/jobs/memberships.ts";
import { countMemberships } from "../../src/results/membership-table.ts";
import type { DoneRefresh } from "../../src/store/refreshes.ts";
import { openWorkspace, type Workspace } from "../../src/wire.ts";
import { emptyDatabase } from "../store/temporary-store.ts";
import { LONG } from "../support/long.ts";
import { agesFrom, atLeast, CUSTOMERS, openSaved, type Saved } from "./saved.ts";

/** Each start of the engine after another one that died soon takes longer. */
const ENGINE_KILLS = LONG ? 12 : 3;
const PROCESS_KILLS = LONG ? 10 : 2;

/** Every number that was told is that of the members that are kept, and of the definition: ages from `revision` on. */
async function expectTrue(memberships: Pick<Memberships, "history" | "changes">, id: string): Promise<readonly DoneRefresh[]> {
  const { refreshes } = await memberships.history(id, { limit: 10_000 });
  const done = refreshes.filter((refresh) => refresh.status === "done");
  const byId = new Map(done.map((refresh) => [refresh.id, refresh]));
  for (const { id: one, receipt, revision, comparedWith, entered, left } of done) {
    expect(receipt.count).toBe(CUSTOMERS - ageOf(revision));
    expect((await memberships.changes(id, { from: one, to: one })).stayed).toBe(receipt.count);
    const before = byId.get(comparedWith ?? "");
    if (before === undefined) continue;
    expect([entered, left]).toEqual([Math.max(0, receipt.count - before.receipt.count), Math.max(0, before.receipt.count - receipt.count)]);
  }
  return done;
}

/** Revision 1 is everybody. */
function ageOf(revision: number): number {
  return (revision - 1) % 50;
}

describe("a refresh whose engine is killed", () => {
  let saved: Saved;
  beforeAll(async () => {
    saved = await openSaved(Date.now);
  });
  afterAll(() => saved.close());

  it("is kept whole or is told as failed, at whatever moment; what it left goes", async () => {
    const id = await saved.save(atLeast(0));
    let ended = 0;
    for (let kill = 0; kill < ENGINE_KILLS; kill += 1) {
      await saved.change(id, atLeast(ageOf(kill + 2)));
      const refreshing = saved.memberships.refresh(id, { cause: "hand", user: null }).then(
        () => "done",
        (error: unknown) => {
          expect(error).toMatchObject({ code: "engine_gone" });
          return "failed";
        },
      );
      await wait(kill * 6);
      const pid = saved.bench.local.pid();
      if (pid !== undefined) process.kill(pid, "SIGKILL");
      await refreshing;
      ended += 1;
    }
    expect((await saved.memberships.history(id, {})).refreshes).toHaveLength(ended);
    await saved.memberships.removeLeftovers();
    const done = await expectTrue(saved.memberships, id);
    expect((await countMemberships(saved.bench.storage.engine)).get(id) ?? 0).toBe(done.length);
  }, 300_000);
});

describe("a process that is killed in the midst of refreshes", () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "coterie-killed-"));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it("has lost none that was told, and left nothing else", async () => {
    const id = await prepare(dataDir);
    const told: string[] = [];
    for (let kill = 0; kill < PROCESS_KILLS; kill += 1) {
      const refresher = spawn(process.execPath, [join(import.meta.dirname, "refresher.js"), dataDir, id], { stdio: ["ignore", "pipe", "inherit"] });
      const before = told.length;
      for await (const line of createInterface({ input: refresher.stdout })) {
        told.push(line);
        if (told.length === before + 5) setTimeout(() => refresher.kill("SIGKILL"), kill * 13);
      }
      if (refresher.exitCode === null && refresher.signalCode === null) await once(refresher, "exit");
      expect(refresher.signalCode).toBe("SIGKILL");
    }
    const workspace = await open(dataDir);
    try {
      const done = await expectTrue(workspace.context.memberships, id);
      const kept = new Set(done.map((refresh) => `${refresh.id} ${refresh.receipt.count}`));
      expect(told.filter((line) => !kept.has(line))).toEqual([]);
      expect(told.length).toBeGreaterThanOrEqual(PROCESS_KILLS * 5);
      expect((await countMemberships(workspace.storage.engine)).get(id)).toBe(done.length);
    } finally {
      await workspace.close();
    }
  }, 300_000);
});

function open(dataDir: string): Promise<Workspace> {
  return openWorkspace({ dataDir, config: readConfig({}), log: () => undefined });
}

/** Customers and a segment of all of them; its id. */
async function prepare(dataDir: string): Promise<string> {
  await cp(await emptyDatabase(), join(dataDir, "store"), { recursive: true });
  const workspace = await open(dataDir);
  try {
    const source = (async function* () {
      yield new TextEncoder().encode(agesFrom(0));
    })();
    await workspace.importer.import({ kind: "customers", format: "csv", source, name: "ages", columns: {} }, {});
    const { id: author } = await (await workspace.createAuth(() => "http://127.0.0.1:4310")).administrator();
    const draft = { name: "Saved", where: atLeast(0), timeZone: null, sentence: "Saved.", author };
    return (await workspace.context.segments.create(draft)).id;
  } finally {
    await workspace.close();
  }
}
