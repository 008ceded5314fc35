import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Receipt } from "../../src/results/receipt.ts";
import { shortId } from "../../src/store/ids.ts";
import { type RecordedDone, refreshStore, type RefreshStore } from "../../src/store/refreshes.ts";
import { segmentStore, type SegmentStore } from "../../src/store/segments.ts";
import { administrator } from "../../src/store/administrator.ts";
import { type TemporaryStore, temporaryStore } from "./temporary-store.ts";

const START = Date.UTC(2026, 2, 1);
const DAY = 86_400_000;

let temporary: TemporaryStore;
let segments: SegmentStore;
let refreshes: RefreshStore;
let author: string;

beforeAll(async () => {
  temporary = await temporaryStore();
  const { db } = temporary.store;
  author = (await administrator(db, { id: shortId(), now: new Date(START) })).id;
  segments = segmentStore(db, { clock: () => START, newId: shortId });
  refreshes = refreshStore(db);
});
afterAll(() => temporary.dispose());

async function newSegment(): Promise<string> {
  return (await segments.create({ name: "Some", where: { kind: "all", of: [] }, timeZone: null, sentence: "All.", author })).id;
}

function receipt(at: number): Receipt {
  return {
    ...{ count: 4_000_000_000, base: 4_100_000_000, share: 4_000_000_000 / 4_100_000_000, definitionHash: "ab".repeat(32), dataVersion: 3, timeZone: "Europe/Berlin" },
    ...{ now: new Date(at).toISOString(), evaluatedAt: new Date(at + 5).toISOString(), elapsedMs: 12.5 },
  };
}

function done(segment: string, at: number, change: Partial<RecordedDone> = {}): RecordedDone {
  const id = shortId();
  const rest = { revision: 1, cause: "hand", user: null, membership: id, comparedWith: null, entered: null, left: null, redefined: null } as const;
  return { id, segment, receipt: receipt(at), ...rest, ...change };
}

function failure(segment: string, at: number, cause: "hand" | "schedule") {
  const problem = { code: "invalid_definition", message: "There is no attribute \"a\".", path: ["attribute"] };
  return { id: shortId(), segment, revision: 2, cause, user: null, at, elapsedMs: 1.5, problem };
}

describe("a refresh that was recorded", () => {
  it("comes back as it was, with who asked for it", async () => {
    const segment = await newSegment();
    const given = done(segment, START, { user: author, comparedWith: "earlier", entered: 3_000_000_000, left: 0, redefined: true, revision: 7 });
    const recorded = await refreshes.recordDone(given);
    expect(recorded).toEqual({
      ...{ id: given.id, status: "done", revision: 7, cause: "hand", by: { id: author, name: "Administrator" } },
      ...{ receipt: receipt(START), comparedWith: "earlier", entered: 3_000_000_000, left: 0, redefined: true, movesKept: true },
    });
    expect(await refreshes.get(segment, given.id)).toEqual({ refresh: recorded, membership: given.membership });
    expect(await refreshes.newest(segment)).toEqual({ refresh: recorded, membership: given.membership });
  });

  it("is that of its own segment alone, and found by no other text", async () => {
    const [one, other] = [await newSegment(), await newSegment()];
    const { id } = await refreshes.recordDone(done(one, START));
    for (const [segment, wanted] of [[other, id], [one, "a\0b"], ["a\0b", id]] as const) {
      await expect(refreshes.get(segment, wanted)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await refreshes.newest(other)).toBeUndefined();
  });

  it("is told of with its reason when it failed, and is never the newest that was done", async () => {
    const segment = await newSegment();
    const { id } = await refreshes.recordDone(done(segment, START));
    const failed = failure(segment, START + 1, "hand");
    await refreshes.recordFailure(failed);
    expect((await refreshes.list(segment, {})).refreshes[0]).toEqual({
      ...{ id: failed.id, status: "failed", revision: 2, cause: "hand", by: null },
      ...{ at: new Date(START + 1).toISOString(), elapsedMs: 1.5, problem: failed.problem },
    });
    expect((await refreshes.newest(segment))?.refresh.id).toBe(id);
    await expect(refreshes.get(segment, failed.id)).rejects.toMatchObject({ code: "not_found" });
  });
});

it("the history of a segment comes in pages, the newest first, each once, whatever the clock said", async () => {
  const segment = await newSegment();
  const recorded: string[] = [];
  // At one instant, and at last with a clock that was set back.
  for (let at = 0; at < 7; at += 1) recorded.push((await refreshes.recordDone(done(segment, at < 5 ? START : START - at * DAY))).id);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await refreshes.list(segment, { cursor, limit: 2 });
    seen.push(...page.refreshes.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(recorded.reverse());
  expect((await refreshes.newest(segment))?.refresh.id).toBe(seen[0]);
  await expect(refreshes.list(segment, { cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid_cursor" });
});

it("a segment is settled by what was done since, or what the schedule tried since", async () => {
  const [byHand, triedByHand, triedBySchedule, before] = [await newSegment(), await newSegment(), await newSegment(), await newSegment()];
  await refreshes.recordDone(done(byHand, START + 10 * DAY));
  await refreshes.recordFailure(failure(triedByHand, START + 11 * DAY, "hand"));
  await refreshes.recordFailure(failure(triedBySchedule, START + 11 * DAY, "schedule"));
  await refreshes.recordDone(done(before, START + 10 * DAY - 1));
  expect([...(await refreshes.settledSince(START + 10 * DAY))].sort()).toEqual([byHand, triedBySchedule].sort());
});

describe("what is forgotten", () => {
  it("is older than the kept time, but never the newest that was done; a membership goes with the last that needs it", async () => {
    const segment = await newSegment();
    const [first, second] = [done(segment, START), done(segment, START + DAY)];
    const third = done(segment, START + 2 * DAY, { membership: second.membership });
    for (const each of [first, second, third]) await refreshes.recordDone(each);
    await refreshes.recordFailure(failure(segment, START + 3 * DAY, "schedule"));
    await forgetOthers(segment);

    expect(await refreshes.forgetBefore(START + 2 * DAY)).toEqual([first.membership]);
    expect(await refreshes.membershipsOf(segment)).toEqual(new Set([second.membership]));
    expect(await refreshes.forgetBefore(START + 100 * DAY)).toEqual([]);
    expect((await refreshes.list(segment, {})).refreshes.map(({ id }) => id)).toEqual([third.id]);
    expect(await refreshes.forgetBefore(START + 100 * DAY)).toEqual([]);
  });

  it("is counted as gone", async () => {
    const [some, none] = [await newSegment(), await newSegment()];
    const one = done(some, START);
    for (const each of [one, done(some, START + 1, { membership: one.membership }), done(some, START + 2)]) await refreshes.recordDone(each);
    const counts = await refreshes.countMemberships();
    expect([counts.get(some), counts.get(none), counts.get("another")]).toEqual([2, 0, undefined]);
  });
});

/** So that the next segments' rows are all that is forgotten. */
async function forgetOthers(segment: string): Promise<void> {
  await temporary.store.db.deleteFrom("refreshes").where("segment_id", "!=", segment).execute();
}
