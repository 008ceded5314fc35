import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { StoreOptions } from "../examples/store/history.ts";
import { readServerFile } from "../src/server-file.ts";
import { loadExample } from "../src/cli/example.ts";
import { readConfig } from "../src/config.ts";
import { openWorkspace, serve } from "../src/wire.ts";
import { TAGS, TEAM } from "./team.ts";

/** A served workspace on the example shop, in which a team has been at work. */
export interface Example {
  readonly address: string;
  readonly signInLink: string;
  /** Of the saved segments, by their names. */
  readonly ids: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Where the shop is. */
export const ZONE = "Asia/Singapore";
const created = z.object({ id: z.string() });

/** Left out: the shop ends now. */
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
  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
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
