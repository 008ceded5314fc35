import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { StoreOptions } from "../examples/store/history.ts";
import { readServerFile } from "../src/server-file.ts";
import { loadExample } from "../src/cli/example.ts";
import { readConfig } from "../src/config.ts";
import { openWorkspace } from "../src/wire.ts";
import { serve } from "../src/wire-server.ts";
import { DESTINATIONS, RUNS, SCHEDULES } from "./exports.ts";
import { FEATURED, NOTES, RICH, TAGS, TEAM, TEST_PEOPLE, USERS } from "./team.ts";

/** A served workspace on the example shop, in which a team has been at work. */
export interface Example {
  readonly address: string;
  readonly signInLink: string;
  /** Of the saved segments, destinations and runs, by their names. */
  readonly ids: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Where the shop is. */
export const ZONE = "Asia/Singapore";
const created = z.object({ id: z.string() });
const saved = z.looseObject({ where: z.looseObject({ of: z.array(z.unknown()) }), revision: z.int() });

type Send = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Makes the shop, and what its team made. Without a last day it ends now. */
export async function openExample(shop: Partial<StoreOptions>): Promise<Example> {
  const dataDir = await mkdtemp(join(tmpdir(), "coterie-screens-"));
  const config = readConfig({});
  const now = new Date().toISOString();
  const store = { seed: 1, lastDay: now.slice(0, 10), ...(shop.lastDay === undefined && { until: now }), ...shop };
  await loadExample({ dataDir, config, store, signal: new AbortController().signal });
  const open = () => openWorkspace({ dataDir, config, log: (message) => console.error(message) });
  // The zone is read when a workspace is opened.
  const first = await open();
  await first.settings.write("time_zone", ZONE);
  await first.close();
  const workspace = await open();
  const server = await serve(workspace, { port: 0 });
  const headers = { authorization: `Bearer ${readServerFile(dataDir)?.token ?? ""}`, "content-type": "application/json" };
  const send: Send = async (method, path, body) => {
    const response = await fetch(`${server.address}/api/v1${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };

  const ids = new Map<string, string>();
  const tags = new Map<string, string>();
  for (const tag of TAGS) tags.set(tag.name, created.parse(await send("POST", "/tags", tag)).id);
  for (const { name, where, tags: given = [], deleted } of TEAM) {
    const { id } = created.parse(await send("POST", "/segments", { name, where }));
    ids.set(name, id);
    await send("PUT", `/segments/${id}/tags`, { tags: given.map((tag) => tags.get(tag)) });
    await send("POST", `/segments/${id}/refresh`);
    if (deleted) await send("DELETE", `/segments/${id}`);
  }
  await live(RICH, ids, send);
  await exported(ids, send);
  return {
    address: server.address,
    signInLink: await server.signInLink(),
    ids,
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Where the team sends customers, and what it has sent: each run is waited for. */
async function exported(ids: Map<string, string>, send: Send): Promise<void> {
  for (const destination of DESTINATIONS) ids.set(destination.name, created.parse(await send("POST", "/destinations", destination)).id);
  for (const { segment, destination, ...rest } of SCHEDULES) {
    await send("POST", "/export-schedules", { source: { kind: "segment", segment: ids.get(segment) }, destination: ids.get(destination), ...rest });
  }
  for (const { name, segment, destination, parameters } of RUNS) {
    const source = { kind: "segment", segment: ids.get(segment) };
    const { id } = created.parse(await send("POST", "/exports", { source, destination: ids.get(destination), parameters }));
    ids.set(name, id);
    while (!ENDED.includes(going.parse(await send("GET", `/exports/${id}`)).status)) await sleep(200);
  }
}

const going = z.looseObject({ status: z.string() });
const ENDED = ["finished", "failed", "cancelled", "held"];

/** What comes together around a segment in a week: a second revision, notes, people, and that others see it on their first page. */
async function live(name: string, ids: ReadonlyMap<string, string>, send: Send): Promise<void> {
  const id = ids.get(name) ?? "";
  const before = saved.parse(await send("GET", `/segments/${id}`));
  const [country, ...others] = before.where.of;
  await send("PUT", `/segments/${id}`, { name, where: { ...before.where, of: [country, ...others.slice(0, -1)] }, revision: before.revision });
  await send("PUT", `/segments/${id}`, { name, where: before.where, revision: before.revision + 1 });
  await send("POST", `/segments/${id}/refresh`);
  for (const text of NOTES) await send("POST", `/segments/${id}/notes`, { text });
  for (const segment of FEATURED) await send("POST", "/featured", { segment: ids.get(segment) });
  for (const user of USERS) await send("POST", "/users", user);
  await send("PUT", "/test-people", { customers: TEST_PEOPLE });
}
