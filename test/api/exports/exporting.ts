import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect } from "vitest";
import type { Shape } from "../../../src/results/exports/shape.ts";
import { receiver, type Receiver } from "../../destinations/peers/receiver.ts";
import { ndjson, people, TYPES } from "../../exports/people.ts";
import { type DataWorkspace, openDataWorkspace } from "../data-workspace.ts";
import { type Run, SHAPE } from "../runs.ts";
import { jsonOf } from "../workspace.ts";

export const PEOPLE = people(300);
export const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/** A workspace with people in it that carries out exports, and a receiver of rows; both are there while tests run. */
export type Exporting = ReturnType<typeof exporting>;

export function exporting() {
  let workspace: DataWorkspace;
  let peer: Receiver;
  let everyone: string;
  const folder = mkdtempSync(join(tmpdir(), "coterie-exported-"));
  beforeAll(async () => {
    workspace = await openDataWorkspace({ COTERIE_FOLDERS: folder });
    peer = await receiver();
    await workspace.importFile(`customers?format=ndjson&types=${encodeURIComponent(TYPES)}`, ndjson(PEOPLE));
    everyone = await segment("Everyone we know", { kind: "all", of: [] });
    await workspace.startExports();
  });
  afterAll(async () => {
    await workspace.close();
    await peer.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    ...{ segment, destination, webhook, hook, start, run, got, folder },
    get workspace() {
      return workspace;
    },
    get peer() {
      return peer;
    },
    /** The id of a segment of all. */
    get everyone() {
      return everyone;
    },
  };

  async function segment(name: string, where: object): Promise<string> {
    return (await jsonOf<{ id: string }>(await workspace.post("/segments", { name, where }))).id;
  }

  async function destination(name: string, type: string, settings: object, shape: Partial<Shape> = {}, users: readonly string[] | null = null): Promise<string> {
    const answer = await workspace.post("/destinations", { type, name, settings, shape: { ...SHAPE, ...shape }, users });
    expect(answer.status, await answer.clone().text()).toBe(201);
    return (await jsonOf<{ id: string }>(answer)).id;
  }

  function webhook(name: string, shape: Partial<Shape> = {}): Promise<string> {
    return destination(name, "webhook", hook(name), { format: null, ...shape });
  }

  function hook(path: string) {
    return { url: `http://127.0.0.1:${peer.port}/${path}`, secret: SECRET, private: true, batch: 50 };
  }

  async function start(to: string, of = everyone): Promise<string> {
    const answer = await workspace.post("/exports", { source: source(of), destination: to });
    expect(answer.status, await answer.clone().text()).toBe(201);
    return (await jsonOf<Run>(answer)).id;
  }

  /** Until it is so. */
  async function run(id: string, is: (found: Run) => boolean = ({ status }) => !["waiting", "running"].includes(status)): Promise<Run> {
    for (let waited = 0; waited < 600; waited += 1) {
      const found = await jsonOf<Run>(await workspace.get(`/exports/${id}`));
      if (is(found)) return found;
      await sleep(50);
    }
    throw new Error(`the run ${id} does not come so far: ${JSON.stringify(await jsonOf<Run>(await workspace.get(`/exports/${id}`)))}`);
  }

  /** The customers that the receiver got, by the id of the batch: one that came twice counts once. */
  function got(path: string): Map<string, { readonly change: string; readonly customers: readonly { readonly id: string }[] }> {
    const batches = peer.received.filter((each) => each.path === `/${path}`);
    return new Map(batches.map(({ headers, body }) => [String(headers["webhook-id"]), JSON.parse(body).data]));
  }
}

export function source(id: string) {
  return { kind: "segment", segment: id } as const;
}
