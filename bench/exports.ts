import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { CSV, type FileFormat } from "../src/results/exports/file-format.ts";
import type { Shape } from "../src/results/exports/shape.ts";
import type { App } from "./app.ts";
import { ATTRIBUTES } from "./data/schema.ts";
import type { ExportResult, ExportsResult } from "./results.ts";

const COLUMNS = 10;
/** How often it is looked how far a run is. */
const LOOK_MS = 50;

const runSchema = z.object({
  id: z.string(),
  status: z.string(),
  stage: z.enum(["writing", "sending"]),
  read: z.number(),
  sent: z.object({ added: z.number() }),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  failure: z.unknown(),
});
type Run = z.infer<typeof runSchema>;

const made = z.object({ id: z.string() });

/** Exports everyone, ten columns, as files to be downloaded; and cancels one in the midst of it. */
export async function measureExports(app: App): Promise<ExportsResult> {
  const { id: segment } = made.parse((await app.post("/segments", { name: "Everyone, exported", where: { kind: "all", of: [] } })).answer);
  const csv = await exported(app, segment, CSV);
  const parquet = await exported(app, segment, { kind: "parquet" });
  const cancelled = await start(app, segment, CSV);
  await seen(app, cancelled.run, ({ stage, read }) => stage === "sending" && read > 0);
  const { elapsedMs: cancelMs } = await app.post(`/exports/${cancelled.run}/cancel`, {});
  await cancelled.remove();
  const { app: memory } = await app.peaks();
  return { columns: COLUMNS, csv, parquet, cancelMs, appMemory: memory ?? null };
}

async function exported(app: App, segment: string, format: FileFormat): Promise<ExportResult> {
  const { run, remove } = await start(app, segment, format);
  let writtenMs = 0;
  let moved = performance.now();
  let longestPauseMs = 0;
  let before = -1;
  const startedAt = performance.now();
  const done = await seen(app, run, (found) => {
    const now = performance.now();
    if (found.stage === "writing") writtenMs = now - startedAt;
    if (found.stage === "sending" && found.read !== before) {
      if (before >= 0) longestPauseMs = Math.max(longestPauseMs, now - moved);
      [before, moved] = [found.read, now];
    }
    return !["waiting", "running"].includes(found.status);
  });
  if (done.status !== "finished") throw new Error(`the export ended as ${done.status}: ${JSON.stringify(done.failure)}`);
  const seconds = (Date.parse(done.endedAt ?? "") - Date.parse(done.startedAt ?? "")) / 1_000;
  await remove();
  return { rows: done.sent.added, seconds, rowsPerSecond: done.sent.added / seconds, writtenSeconds: writtenMs / 1_000, longestPauseMs };
}

async function start(app: App, segment: string, format: FileFormat) {
  const fields = ATTRIBUTES.slice(0, COLUMNS - 1).map(({ name }) => ({ name, from: { kind: "attribute", attribute: name } }) as const);
  const shape: Shape = {
    fields: [{ name: "customer_id", from: { kind: "key" } }, ...fields],
    mandatory: { match: "all", attributes: [] },
    ...{ permission: null, suppress: true, unique: null, mode: "whole", format, gzip: false, rowsPerFile: null },
  };
  const { id } = made.parse((await app.post("/destinations", { type: "download", name: `Benchmark ${format.kind}`, settings: {}, shape })).answer);
  const run = made.parse((await app.post("/exports", { source: { kind: "segment", segment }, destination: id })).answer).id;
  return { run, remove: () => app.request(`/destinations/${id}`, { method: "DELETE" }) };
}

async function seen(app: App, id: string, is: (run: Run) => boolean): Promise<Run> {
  for (;;) {
    const run = runSchema.parse((await app.get(`/exports/${id}`)).answer);
    if (is(run)) return run;
    // One that failed would be tried again in a while.
    if (run.failure !== null) throw new Error(`the export failed: ${JSON.stringify(run.failure)}`);
    await sleep(LOOK_MS);
  }
}
