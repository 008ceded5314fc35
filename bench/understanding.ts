import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "./app.ts";
import { TO } from "./data/schema.ts";
import { tenConditions } from "./editing.ts";
import { median } from "./median.ts";
import type { UnderstandingResult } from "./results.ts";

const NOW = new Date(TO - 43_200_000).toISOString();
const COMPARED = 20;

/** What it takes to understand definitions and customers: medians over HTTP, of other customers each time. */
export async function measureUnderstanding(app: App, customers: number, repetitions: number): Promise<UnderstandingResult> {
  const where = { kind: "all", of: tenConditions(0) };
  const explained: number[] = [];
  const timelines: number[] = [];
  for (let round = 0; round <= repetitions * 3; round += 1) {
    const key = `c${String(1 + ((round * 7919) % customers)).padStart(9, "0")}`;
    const { elapsedMs } = await app.post("/segments/explain", { where, now: NOW, timeZone: "UTC", customer: key });
    const timeline = await app.get(`/customers/${key}`);
    await sleep(20);
    // The first warms up.
    if (round === 0) continue;
    explained.push(elapsedMs);
    timelines.push(timeline.elapsedMs);
  }

  const segments = Array.from({ length: COMPARED }, (_, at) => ({
    name: `segment ${at + 1}`,
    where: { kind: "any", of: [tenConditions(at % 3)[at % 10], tenConditions(at % 2)[(at + 3) % 10]] },
  }));
  const asked = { segments, now: NOW, timeZone: "UTC" };
  const overlapColdMs = (await app.post("/segments/overlap", asked)).elapsedMs;
  const overlaps: number[] = [];
  for (let round = 0; round < repetitions; round += 1) overlaps.push((await app.post("/segments/overlap", asked)).elapsedMs);
  return { explainMs: median(explained), timelineMs: median(timelines), compared: COMPARED, overlapColdMs, overlapMs: median(overlaps) };
}
