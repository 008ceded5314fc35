import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { CSV } from "../../src/results/exports/file-format.ts";
import type { Change } from "../../src/results/exports/part.ts";
import { keptSendings } from "../../src/results/exports/sendings.ts";
import type { Mode } from "../../src/results/exports/shape.ts";
import type { ExportRun } from "../../src/store/export-runs.ts";
import { openWorkspace, type Workspace } from "../../src/wire.ts";
import { receiver, type Receiver } from "../destinations/peers/receiver.ts";
import { emptyDatabase } from "../store/temporary-store.ts";
import { LONG } from "../support/long.ts";

const KILLS = LONG ? 50 : 4;
const SEED = LONG ? Date.now() % 2 ** 31 : 20_241_130;
const CUSTOMERS = 1_000;
/** How long the receiver takes for a request, so that most moments are in the midst of a run. */
const ANSWER_MS = 15;

let dataDir: string;
let peer: Receiver;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "coterie-exports-"));
  peer = await receiver();
  peer.answer((_, response) => void setTimeout(() => response.writeHead(204).end(), ANSWER_MS));
});
afterAll(async () => {
  await peer.close();
  await rm(dataDir, { recursive: true, force: true });
});

function open(): Promise<Workspace> {
  return openWorkspace({ dataDir, config: readConfig({}), log: () => undefined });
}

interface Prepared {
  readonly segment: string;
  readonly file: string;
  readonly whole: string;
  readonly changes: string;
}

async function prepare(): Promise<Prepared> {
  await cp(await emptyDatabase(), join(dataDir, "store"), { recursive: true });
  const workspace = await open();
  try {
    const text = ["customer_id,age", ...Array.from({ length: CUSTOMERS }, (_, at) => `c${at},${at % 50}`), ""].join("\n");
    const source = (async function* () {
      yield new TextEncoder().encode(text);
    })();
    await workspace.importer.import({ kind: "customers", format: "csv", source, name: "ages", columns: {} }, {});
    const { id: author } = await (await workspace.createAuth(() => "http://127.0.0.1:4310")).administrator();
    const everyone = { kind: "all", of: [] } as const;
    const { id: segment } = await workspace.context.segments.create({ name: "Exported", where: everyone, timeZone: null, sentence: "Exported.", author });
    const add = async (type: string, path: string, mode: Mode): Promise<string> => {
      const fields = [{ name: "id", from: { kind: "key" } }, { name: "age", from: { kind: "attribute", attribute: "age" } }] as const;
      const shape = { fields, mandatory: { match: "all", attributes: [] }, permission: null, suppress: true, unique: null, mode, gzip: false, rowsPerFile: 300 } as const;
      const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
      const settings = type === "download" ? {} : { url: `http://127.0.0.1:${peer.port}/${path}`, secret, private: true, batch: 50 };
      const format = type === "download" ? CSV : null;
      return (await workspace.context.destinationSetups.add(type, { name: path, settings, shape: { ...shape, format }, users: null }, author)).id;
    };
    return { segment, file: await add("download", "file", "whole"), whole: await add("webhook", "whole", "whole"), changes: await add("webhook", "changes", "changes") };
  } finally {
    await workspace.close();
  }
}

/** Different each time, the same for a seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Batch {
  readonly run: string;
  readonly change: Change;
  readonly customers: readonly { readonly id: string }[];
}

/** What came, in its order: a batch that came again, by its id, counts once. */
function batches(path: string): readonly Batch[] {
  const seen = new Map<string, Batch>();
  for (const { headers, body, path: at } of peer.received) {
    const id = String(headers["webhook-id"]);
    if (at === `/${path}` && !seen.has(id)) seen.set(id, JSON.parse(body).data);
  }
  return [...seen.values()];
}

const membersFrom = (age: number): readonly string[] => Array.from({ length: CUSTOMERS }, (_, at) => at).filter((at) => at % 50 >= age).map((at) => `c${at}`).sort();
const ageOf = ({ frozen: { where } }: ExportRun): number => (where.kind === "attribute" && "value" in where ? Number(where.value) : 0);

test(
  `exports whose process or engine is killed end with counts that are true, and each row is there once (seed ${SEED})`,
  async () => {
    const { segment, file, whole, changes } = await prepare();
    const next = random(SEED);
    const acknowledged: string[] = [];
    for (let round = 0; round < KILLS; round += 1) {
      const exporter = spawn(process.execPath, [join(import.meta.dirname, "exporter.js"), dataDir, segment, String(round), file, whole, changes], { stdio: ["ignore", "pipe", "inherit"] });
      const killEngine = next() < 0.4;
      let engine = 0;
      for await (const line of createInterface({ input: exporter.stdout })) {
        const [what, id = ""] = line.split(" ");
        if (what === "engine") {
          engine = Number(id);
          if (killEngine) setTimeout(() => process.kill(engine, "SIGKILL"), next() * 800);
          setTimeout(() => exporter.kill("SIGKILL"), (killEngine ? 800 : 0) + next() * 1_500);
        } else acknowledged.push(id);
      }
      if (exporter.exitCode === null && exporter.signalCode === null) await once(exporter, "exit");
      expect([exporter.exitCode, exporter.signalCode]).toEqual([null, "SIGKILL"]);
    }

    const workspace = await open();
    try {
      await workspace.startExports("http://127.0.0.1:4310");
      const runs = await ended(workspace);
      expect(acknowledged.filter((id) => !runs.some((run) => run.id === id))).toEqual([]);
      expect(runs.map(({ status }) => status).filter((status) => status !== "finished" && status !== "failed")).toEqual([]);
      expect(runs.filter(({ status }) => status === "finished").length).toBeGreaterThan(runs.length * 0.9);
      for (const run of runs.filter(({ destination }) => destination === file)) await expectFiles(run);
      for (const run of runs.filter(({ destination }) => destination === whole)) expectWhole(run);
      expectChanges(runs.filter(({ destination }) => destination === changes).toReversed());
      for (const run of runs) await expectKept(workspace, run);
      await workspace.context.destinations.remove(file);
    } finally {
      await workspace.close();
    }
    await expectNothingLeft([whole, changes]);
  },
  LONG ? 2_400_000 : 120_000,
);

async function ended(workspace: Workspace): Promise<readonly ExportRun[]> {
  const { exportRuns } = workspace.context;
  for (;;) {
    const runs: ExportRun[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await exportRuns.list({ cursor });
      runs.push(...page.runs);
      if (page.next === null) break;
      cursor = page.next;
    }
    if (runs.every(({ status }) => status !== "waiting" && status !== "running")) return runs;
    await sleep(200);
  }
}

async function expectFiles(run: ExportRun): Promise<void> {
  const keys: string[] = [];
  for (const { name, rows, bytes, sha256 } of run.progress.files) {
    const text = await readFile(join(dataDir, "downloads", run.id, name));
    expect([text.length, createHash("sha256").update(text).digest("hex")]).toEqual([bytes, sha256]);
    const lines = text.toString().trimEnd().split("\n").slice(1);
    expect(lines).toHaveLength(rows);
    keys.push(...lines.map((line) => line.split(",")[0] ?? ""));
  }
  expect(keys).toHaveLength(run.progress.sent.added);
  if (run.status === "finished") expect(keys.sort()).toEqual(membersFrom(ageOf(run)));
}

function expectWhole(run: ExportRun): void {
  const keys = batches("whole").flatMap(({ run: of, customers }) => (of === run.id ? customers.map(({ id }) => id) : []));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeGreaterThanOrEqual(run.progress.sent.added);
  if (run.status === "finished") expect(keys.sort()).toEqual(membersFrom(ageOf(run)));
}

/** Whom a run sent is known by the instant at which it ended. */
async function expectKept({ context }: Workspace, { destination, endedAt, progress: { sent } }: ExportRun): Promise<void> {
  const from = endedAt ?? "";
  const window = { from, to: new Date(Date.parse(from) + 1).toISOString() };
  const { count } = await context.audience.count({ where: { kind: "exported", destination, window } }, new AbortController().signal);
  expect(count).toBe(sent.added + sent.updated);
}

/** After the next start nothing is kept but what is asked for: nothing of tries that died, and of the destination that was deleted. */
async function expectNothingLeft(destinations: readonly string[]): Promise<void> {
  const workspace = await open();
  try {
    await workspace.startExports("http://127.0.0.1:4310");
    const { segments } = workspace.context;
    const referred = await segments.referred(destinations.map((destination) => ({ kind: "exported", destination })));
    const known = [...referred.destinations.values()].flatMap(({ id, sendings }) => sendings.map((sending): [string, string] => [sending.id, id]));
    expect(known.length).toBeGreaterThan(0);
    expect(await keptSendings(workspace.storage.engine)).toEqual(new Map(known));
  } finally {
    await workspace.close();
  }
}

/** What the receiver has after each run is what the run says. */
function expectChanges(runs: readonly ExportRun[]): void {
  const there = new Set<string>();
  const received = batches("changes");
  for (const run of runs) {
    const sent = { added: 0, updated: 0, removed: 0 };
    for (const { change, customers } of received.filter((batch) => batch.run === run.id)) {
      sent[change] += customers.length;
      for (const { id } of customers) {
        expect(there.has(id)).toBe(change !== "added");
        if (change === "removed") there.delete(id);
        else there.add(id);
      }
    }
    if (run.status !== "finished") continue;
    expect(sent).toEqual(run.progress.sent);
    expect([...there].sort()).toEqual(membersFrom(ageOf(run)));
  }
}
