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
import { receiver, type Receiver } from "../destinations/peers/receiver.ts";

const CUSTOMERS = Array.from({ length: 200 }, (_, at) => `c${at}`);
const ADDRESS = "http://127.0.0.1:4310";

/** Two Coteries that share a Postgres, each with an engine of its own. */
let folder: string;
let postgres: PostgresServer;
let peer: Receiver;
const workspaces: Workspace[] = [];
let user: string;
let segment: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coterie-two-"));
  postgres = await postgresServer(join(folder));
  peer = await receiver();
  const databaseUrl = `postgres://${PG_USER.user}:${PG_USER.password}@127.0.0.1:${postgres.port}/postgres`;
  const config = readConfig({ DATABASE_URL: databaseUrl, COTERIE_SECRET: "a secret that both of the two processes know" });
  for (const name of ["one", "other"]) {
    const workspace = await openWorkspace({ dataDir: await mkdtemp(join(tmpdir(), `coterie-${name}-`)), config, log: () => undefined });
    workspaces.push(workspace);
    const source = (async function* () {
      yield new TextEncoder().encode(["customer_id,age", ...CUSTOMERS.map((id, at) => `${id},${at}`), ""].join("\n"));
    })();
    await workspace.importer.import({ kind: "customers", format: "csv", source, name: "ages", columns: {} }, {});
  }
  const { createAuth, context } = at(0);
  user = (await (await createAuth(() => ADDRESS)).administrator()).id;
  segment = (await context.segments.create({ name: "Due", where: { kind: "all", of: [] }, timeZone: null, sentence: "Everyone.", author: user })).id;
});
afterAll(async () => {
  for (const workspace of workspaces) {
    await workspace.close();
    await rm(workspace.dataDir, { recursive: true, force: true });
  }
  await postgres.close();
  await peer.close();
  await rm(folder, { recursive: true, force: true });
});

function at(process: number): Workspace {
  const workspace = workspaces[process];
  if (workspace === undefined) throw new Error("no workspace");
  return workspace;
}

const SHAPE: Shape = {
  fields: [{ name: "id", from: { kind: "key" } }],
  mandatory: { match: "all", attributes: [] },
  mode: "whole",
  ...{ permission: null, suppress: true, unique: null, format: null, gzip: false, rowsPerFile: null },
};

test("a run goes on with the process that began it, whatever the other does: starts, or looks for what is to be tried again", async () => {
  const [{ context, ...one }, other] = [at(0), at(1)];
  const settings = { url: `http://127.0.0.1:${peer.port}/slow`, secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", private: true, batch: 20 };
  const { id: destination } = await context.destinationSetups.add("webhook", { name: "Slow", settings, shape: SHAPE, users: null }, user);
  // Away in the midst, for longer than is waited within a try.
  const isAway = (): boolean => peer.received.length > 6 && peer.received.length <= 9;
  peer.answer((_, response) => void setTimeout(() => response.writeHead(isAway() ? 503 : 204).end(), 300));
  await one.startExports(ADDRESS);
  const { id } = await context.exports.start({ source: { kind: "segment", segment }, destination, parameters: {} }, user);
  while (peer.received.length < 2) await sleep(20);
  await other.startExports(ADDRESS);

  const ended = await until(() => context.exportRuns.get(id), ({ status }) => status !== "waiting" && status !== "running");
  expect(ended).toMatchObject({ status: "finished", tries: 2, progress: { sent: { added: CUSTOMERS.length } } });
  const batches = new Map(peer.received.map(({ headers, body }) => [headers["webhook-id"], JSON.parse(body).data.customers]));
  expect([...batches.values()].flatMap((customers: { readonly id: string }[]) => customers.map((each) => each.id))).toEqual(CUSTOMERS);
  expect(peer.received).toHaveLength(batches.size + 3);
}, 120_000);

test("each instant that is due is exported once, by one of the two", async () => {
  const { context } = at(0);
  const { id: destination } = await context.destinationSetups.add("download", { name: "Due", settings: {}, shape: { ...SHAPE, format: CSV }, users: null }, user);
  const slots = Array.from({ length: 5 }, (_, slot) => new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 2_000 + slot * 400).toISOString());
  for (const slot of slots) {
    const timing = { recurrence: { kind: "once", at: slot }, timeZone: "UTC", until: null, holdPercent: null } as const;
    await context.exports.schedule({ kind: "segment", segment }, { destination, parameters: {}, timing, paused: false }, user);
  }
  // Also a schedule of which both hold a job makes one run.
  for (const workspace of workspaces) for (const schedule of await workspace.context.exportSchedules.list()) await workspace.context.exports.reschedule(schedule.id, schedule);

  const runs = async () => (await context.exportRuns.list({ destination })).runs;
  await until(runs, (found) => found.length >= slots.length && found.every(({ status }) => status === "finished"));
  await sleep(2_000);
  const found = await runs();
  expect(found.map(({ slot }) => slot).sort()).toEqual(slots);
  expect(found.map(({ status, progress }) => [status, progress.sent.added])).toEqual(slots.map(() => ["finished", CUSTOMERS.length]));
}, 120_000);

/** The last answer, also when it never is so. */
async function until<T>(ask: () => Promise<T>, is: (found: T) => boolean): Promise<T> {
  for (let waited = 0; waited < 600; waited += 1) {
    const found = await ask();
    if (is(found)) return found;
    await sleep(100);
  }
  return ask();
}
