import { keepMembers } from "../../src/results/keep-members.ts";
import { keepSending } from "../../src/results/exports/sendings.ts";
import { dropSent, writeDown } from "../../src/results/exports/sent-table.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { exportId, refreshId } from "../language/dataset.ts";
import type { Dataset, Segment } from "../reference/dataset.ts";
import { placeOf } from "../reference/sample.ts";
import type { TestBench } from "../support/bench.ts";

/** Keeps in an engine what a data set says that refreshes found and exports sent, as refreshes and exports keep it. */
export async function keepAll(bench: TestBench, { segments = {}, destinations = {} }: Dataset): Promise<void> {
  await Promise.all([
    ...Object.entries(segments).map(([id, segment]) => keepRefreshes(bench, id, segment)),
    ...Object.entries(destinations).flatMap(([id, { exports }]) => exports.map(({ sent }, nth) => keepExport(bench, id, nth, sent))),
  ]);
}

async function keepRefreshes(bench: TestBench, segment: string, { refreshes = [] }: Segment): Promise<void> {
  let before: string | undefined;
  for (const [nth, { members }] of refreshes.entries()) {
    const kept = await keepMembers(bench, { segment, question: { where: those(members) }, before, newId: () => refreshId(segment, nth) });
    if (kept.receipt.count !== members.length) throw new Error(`${segment}: ${members.length} members are ${kept.receipt.count} in the engine`);
    before = kept.membership;
  }
}

async function keepExport(bench: TestBench, destination: string, nth: number, sent: readonly string[]): Promise<void> {
  const { engine } = bench.storage;
  const outline = { question: { where: those(sent) }, fields: [{ name: "id", from: { kind: "key" } }], requirements: NOTHING, parameters: {} } as const;
  const run = await writeDown(bench, { id: `${destination}${nth}`, outline, compares: false });
  const size = await keepSending(engine, { id: exportId(destination, nth), destination, run, taken: ALL_ADDED, before: [] });
  if (size !== sent.length) throw new Error(`${destination}: ${sent.length} who were sent are ${size} in the engine`);
  await dropSent(engine, run.table);
}

const NOTHING = { mandatory: { match: "all", attributes: [] } } as const;
const ALL_ADDED = { added: 2 ** 32 - 1, updated: 0, removed: 0 };

/** Who has one of these keys, whatever else is known: each stands at a place of its own among 100 million. */
function those(keys: readonly string[]): Condition {
  const placed = keys.map((key) => Number((placeOf(SALT, key) * 100_000_000n) >> 64n));
  return { kind: "any", of: placed.map((place) => ({ kind: "sample", salt: SALT, percent: 1e-6, offset: place / 1e6 })) };
}

const SALT = "kept";
