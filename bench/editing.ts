import { setTimeout as sleep } from "node:timers/promises";
import type { Condition } from "../src/segment/ast.ts";
import type { App } from "./app.ts";
import { CATEGORIES, CITIES, INTERESTS, TO } from "./data/schema.ts";
import { median } from "./median.ts";
import type { EditingResult, EditorsResult } from "./results.ts";

/** Ten conditions as a marketer joins them; a `variant` asks for others of the same weight. */
export function tenConditions(variant: number): readonly Condition[] {
  const days = (last: number) => ({ last: last + (variant % 30), unit: "day" }) as const;
  return [
    { kind: "attribute", attribute: "country", op: "any_of", value: ["US", "DE", "GB", "FR"].slice(0, 1 + (variant % 4)) },
    { kind: "attribute", attribute: "city", op: "any_of", value: CITIES.slice(variant % 150, (variant % 150) + 150) },
    { kind: "attribute", attribute: "points", op: "at_least", value: 100 + variant },
    { kind: "attribute", attribute: "newsletter", op: "is_true" },
    { kind: "attribute", attribute: "interests", op: "any_of", value: INTERESTS.slice(variant % 10, (variant % 10) + 8) },
    { kind: "event", event: "Product Viewed", window: days(60) },
    { kind: "event", event: "Product List Viewed", window: days(90), op: "at_least", value: 2 },
    { kind: "not", of: { kind: "event", event: "Order Completed", window: days(30) } },
    {
      kind: "event",
      event: "Product Added",
      window: days(120),
      where: { kind: "property", property: "category", op: "equals", value: CATEGORIES[variant % CATEGORIES.length] ?? "" },
    },
    { kind: "any", of: [{ kind: "event", event: "Email Opened", window: days(30) }, { kind: "attribute", attribute: "app_installed", op: "is_true" }] },
  ];
}

const NOW = new Date(TO - 43_200_000).toISOString();
/** One of the ten that is changed: a scan of events. */
const CHANGED = 5;

/** What an edit of ten conditions costs once the others are kept. */
export async function measureEditing(app: App, repetitions: number): Promise<EditingResult> {
  const conditions = tenConditions(0);
  const count = (of: readonly Condition[]) => app.post("/segments/count", { where: { kind: "all", of }, now: NOW, timeZone: "UTC" });
  const coldMs = (await count(conditions)).elapsedMs;
  const cached: number[] = [];
  const breakdown: number[] = [];
  const changed: number[] = [];
  const alone: number[] = [];
  for (let round = 1; round <= repetitions; round += 1) {
    cached.push((await count(conditions)).elapsedMs);
    const asked = { where: { kind: "all", of: conditions }, now: NOW, timeZone: "UTC" };
    breakdown.push((await app.post("/segments/breakdown", asked)).elapsedMs);
    const edited = conditions.map((condition, at) => (at === CHANGED ? (tenConditions(2 * round)[at] ?? condition) : condition));
    changed.push((await count(edited)).elapsedMs);
    await sleep(50);
    alone.push((await count([tenConditions(2 * round + 1)[CHANGED] ?? { kind: "all", of: [] }])).elapsedMs);
    await sleep(50);
  }
  return { conditions: conditions.length, coldMs, cachedMs: median(cached), breakdownMs: median(breakdown), changedMs: median(changed), leafMs: median(alone) };
}

/** Editors at work at once: each changes one of its ten conditions, sometimes before the count of the last change has come. */
export async function measureEditors(app: App, editors: number, seconds: number): Promise<EditorsResult> {
  const until = performance.now() + seconds * 1000;
  const elapsed: number[] = [];
  let superseded = 0;
  const failures: string[] = [];

  await Promise.all(Array.from({ length: editors }, (_, editor) => edit(editor)));
  elapsed.sort((one, other) => one - other);
  return {
    editors,
    seconds,
    answered: elapsed.length,
    superseded,
    medianMs: median(elapsed),
    p95Ms: elapsed[Math.floor(elapsed.length * 0.95)] ?? 0,
    failures,
    memory: await app.peaks().then(({ app: own, engine }) => ({ app: own ?? null, engine: engine ?? null })),
  };

  async function edit(editor: number): Promise<void> {
    let conditions = [...tenConditions(editor * 7)];
    for (let step = 1; performance.now() < until; step += 1) {
      const at = (step * 3 + editor) % conditions.length;
      conditions = conditions.map((condition, index) => (index === at ? (tenConditions(editor * 7 + step)[at] ?? condition) : condition));
      const hurry = step % 4 === 0 ? AbortSignal.timeout(30) : undefined;
      try {
        const { elapsedMs } = await app.post("/segments/count", { where: { kind: "all", of: conditions }, now: NOW, timeZone: "UTC" }, hurry);
        elapsed.push(elapsedMs);
      } catch (error) {
        if (hurry?.aborted) superseded += 1;
        else failures.push(String(error));
      }
      // As long as a quick hand takes from one change to the next.
      await sleep(200);
    }
  }
}
