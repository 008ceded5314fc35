import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KyselyPlugin } from "kysely";
import type { Receipt } from "../../src/results/receipt.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { NOTHING_REFERRED } from "../../src/segment/checked.ts";
import { type Destination, destinationStore } from "../../src/store/destinations.ts";
import { runStore } from "../../src/store/export-runs.ts";
import { shortId } from "../../src/store/ids.ts";
import { type RecordedDone, refreshStore, type RefreshStore } from "../../src/store/refreshes.ts";
import { NOTHING_SENT } from "../../src/store/run-parts.ts";
import { type RunWork, runWork } from "../../src/store/run-work.ts";
import { segmentStore, type SegmentStore } from "../../src/store/segments.ts";
import { administrator } from "../../src/store/administrator.ts";
import { newRun, SHAPE } from "./new-run.ts";
import { type TemporaryStore, temporaryStore } from "./temporary-store.ts";

const START = Date.UTC(2026, 2, 1);
const DAY = 86_400_000;
const EVERYONE: Condition = { kind: "all", of: [] };

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
  return (await segments.create({ name: "Some", where: EVERYONE, timeZone: null, sentence: "All.", author })).id;
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

describe("what conditions refer to", () => {
  const progress = NOTHING_SENT;

  function destination(name: string): Promise<Destination> {
    return destinationStore(temporary.store.db, { clock: () => START, newId: shortId }).add("download", { name, settings: {}, secrets: {}, shape: SHAPE, users: null }, author);
  }

  /** A run that works since `at`. */
  async function running({ id: to }: Destination, at: number): Promise<{ readonly id: string; readonly work: RunWork }> {
    const { db } = temporary.store;
    const added = await runStore(db, { clock: () => at, newId: shortId }).add(newRun(await newSegment(), to, author, at));
    const work = runWork(db, "this", () => at);
    const run = await work.take(added?.id ?? "");
    if (!run) throw new Error("the run can't be taken");
    return { id: run.id, work };
  }

  it("is told with how often a segment was refreshed, and when somebody moved, where that is asked", async () => {
    const [moved, member] = [await newSegment(), await newSegment()];
    const [second, fourth] = [done(moved, START + DAY, { entered: 2, left: 0 }), done(moved, START + 3 * DAY, { entered: 3, left: 1 })];
    for (const each of [done(moved, START), second, done(moved, START + 2 * DAY, { membership: second.membership, entered: 0, left: 0 }), fourth]) await refreshes.recordDone(each);
    await refreshes.recordFailure(failure(moved, START + 4 * DAY, "hand"));
    await refreshes.recordDone(done(member, START));
    const entered: Condition = { kind: "segment", segment: moved, entered: { this: "day" }, off: true };
    const found = await segments.referred([{ kind: "all", of: [entered, { kind: "segment", segment: member }] }]);
    const [one, other] = [{ id: second.membership, at: START + DAY }, { id: fourth.membership, at: START + 3 * DAY }];
    expect(found.segments.get(moved)?.refreshes).toEqual({ count: 4, entered: [one, other], left: [other] });
    expect(found.segments.get(member)).toMatchObject({ name: "Some" });
    expect(found.segments.get(member)?.refreshes).toBeUndefined();
    await refreshes.forgetBefore(START + 2 * DAY);
    expect((await segments.referred([entered])).segments.get(moved)?.refreshes).toEqual({ count: 2, entered: [other], left: [other] });
    await segments.remove([moved]);
    expect((await segments.referred([entered])).segments.size).toBe(0);
  });

  it("is found through the segments that they refer to, each once, and one that asks for itself", async () => {
    const id = await newSegment();
    const own: Condition = { kind: "segment", segment: id, left: { this: "day" } };
    const to = await destination("Through");
    const draft = { name: "Own", timeZone: null, sentence: "Own.", author };
    await segments.update(id, 1, { ...draft, where: { kind: "any", of: [own, { kind: "exported", destination: to.id }] } });
    const { id: outer } = await segments.create({ ...draft, where: { kind: "not", of: { kind: "segment", segment: id } } });
    const found = await segments.referred([{ kind: "segment", segment: outer }]);
    expect([...found.segments.keys()].sort()).toEqual([id, outer].sort());
    expect(found.segments.get(id)?.refreshes).toEqual({ count: 0, entered: [], left: [] });
    expect([...found.destinations]).toEqual([[to.id, { id: to.id, name: "Through", sendings: [] }]]);
  });

  it("is told with whom a destination was sent, by the ends of its runs, until it is deleted", async () => {
    const [mail, other] = [await destination("Mail"), await destination("Other")];
    const referred = async () => (await segments.referred([{ kind: "exported", destination: mail.id }])).destinations;
    const later = await running(mail, START + 2 * DAY);
    await later.work.end(later.id, "finished", { progress, failure: null, sending: "later" });
    const earlier = await running(mail, START + DAY);
    await earlier.work.end(earlier.id, "failed", { progress, failure: { code: "x", message: "x" }, sending: "earlier" });
    const empty = await running(mail, START + DAY);
    await empty.work.end(empty.id, "finished", { progress, failure: null });
    const elsewhere = await running(other, START);
    await elsewhere.work.end(elsewhere.id, "finished", { progress, failure: null, sending: "elsewhere" });
    expect(await referred()).toEqual(new Map([[mail.id, { id: mail.id, name: "Mail", sendings: [{ id: "earlier", at: START + DAY }, { id: "later", at: START + 2 * DAY }] }]]));
    expect(await later.work.sendingsOf(later.id)).toEqual(["later"]);

    // It stays while a run goes there; then nobody asks for it any more, and it is removed where it is kept.
    const destinations = destinationStore(temporary.store.db, { clock: () => START, newId: shortId });
    const last = await running(mail, START + 3 * DAY);
    await expect(destinations.remove(mail.id)).rejects.toMatchObject({ code: "in_use" });
    await last.work.end(last.id, "finished", { progress, failure: null, sending: "last" });
    await destinations.remove(mail.id);
    expect(await referred()).toEqual(new Map());
    expect(await last.work.sendings()).toEqual(new Set(["elsewhere"]));
    expect(await last.work.destinations()).toContain(mail.id);
  });

  it("is not asked for where it is nothing", async () => {
    let queries = 0;
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => ((queries += 1), node),
      transformResult: ({ result }) => Promise.resolve(result),
    };
    const counted = segmentStore(temporary.store.db.withPlugin(counting), { clock: () => START, newId: shortId });
    expect(await counted.referred([{ kind: "all", of: [{ kind: "list", list: "some" }, { kind: "event", event: "segment" }] }])).toEqual(NOTHING_REFERRED);
    expect(queries).toBe(0);
    await counted.referred([{ kind: "exported", destination: "some" }]);
    expect(queries).toBe(1);
  });
});

/** So that the next segments' rows are all that is forgotten. */
async function forgetOthers(segment: string): Promise<void> {
  await temporary.store.db.deleteFrom("refreshes").where("segment_id", "!=", segment).execute();
}
