import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { CSV } from "../../src/results/exports/file-format.ts";
import type { Shape } from "../../src/results/exports/shape.ts";
import { openWorkspace, type Workspace } from "../../src/wire.ts";
import { PG_USER, postgresServer, type PostgresServer } from "../destinations/peers/postgres.ts";

/** Two Coteries that share a Postgres, each with an engine of its own. */
let folder: string;
let postgres: PostgresServer;
const workspaces: Workspace[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coterie-two-"));
  postgres = await postgresServer(join(folder));
  const databaseUrl = `postgres://${PG_USER.user}:${PG_USER.password}@127.0.0.1:${postgres.port}/postgres`;
  const config = readConfig({ DATABASE_URL: databaseUrl, COTERIE_SECRET: "a secret that both of the two processes know" });
  for (const name of ["one", "other"]) {
    const workspace = await openWorkspace({ dataDir: await mkdtemp(join(tmpdir(), `coterie-${name}-`)), config, log: () => undefined });
    workspaces.push(workspace);
    const source = (async function* () {
      yield new TextEncoder().encode("customer_id,age\na,1\nb,2\n");
    })();
    await workspace.importer.import({ kind: "customers", format: "csv", source, name: "ages", columns: {} }, {});
  }
});
afterAll(async () => {
  for (const workspace of workspaces) {
    await workspace.close();
    await rm(workspace.dataDir, { recursive: true, force: true });
  }
  await postgres.close();
  await rm(folder, { recursive: true, force: true });
});

test("each instant that is due is exported once, by one of the two", async () => {
  const [one] = workspaces;
  if (one === undefined) throw new Error("no workspace");
  const { context } = one;
  const { id: user } = await (await one.createAuth(() => "http://127.0.0.1:4310")).administrator();
  const { id: segment } = await context.segments.create({ name: "Due", where: { kind: "all", of: [] }, timeZone: null, sentence: "Everyone.", author: user });
  const shape: Shape = {
    fields: [{ name: "id", from: { kind: "key" } }],
    mandatory: { match: "all", attributes: [] },
    mode: "whole",
    ...{ permission: null, suppress: true, unique: null, format: CSV, gzip: false, rowsPerFile: null },
  };
  const { id: destination } = await context.destinationSetups.add("download", { name: "Due", settings: {}, shape, users: null }, user);
  await Promise.all(workspaces.map((workspace) => workspace.startExports("http://127.0.0.1:4310")));
  const slots = Array.from({ length: 5 }, (_, at) => new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 2_000 + at * 400).toISOString());
  for (const at of slots) {
    const timing = { recurrence: { kind: "once", at }, timeZone: "UTC", until: null, holdPercent: null } as const;
    await context.exports.schedule({ kind: "segment", segment }, { destination, parameters: {}, timing, paused: false }, user);
  }
  // Also a schedule of which both hold a job makes one run.
  for (const workspace of workspaces) for (const schedule of await workspace.context.exportSchedules.list()) await workspace.context.exports.reschedule(schedule.id, schedule);

  const runs = async () => (await context.exportRuns.list({})).runs;
  for (let waited = 0; waited < 300; waited += 1) {
    const found = await runs();
    if (found.length >= slots.length && found.every(({ status }) => status === "finished")) break;
    await sleep(100);
  }
  await sleep(2_000);
  const found = await runs();
  expect(found.map(({ slot }) => slot).sort()).toEqual(slots);
  expect(found.map(({ status, progress }) => [status, progress.sent.added])).toEqual(slots.map(() => ["finished", 2]));
}, 120_000);
