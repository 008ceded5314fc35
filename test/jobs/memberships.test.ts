import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { members } from "../../src/results/audience.ts";
import type { Condition, Window } from "../../src/segment/ast.ts";
import { memberships } from "../../src/jobs/memberships.ts";
import { countMemberships } from "../../src/results/membership-table.ts";
import { shortId } from "../../src/store/ids.ts";
import { temporaryStore } from "../store/temporary-store.ts";
import { refreshStore } from "../../src/store/refreshes.ts";
import { segmentStore } from "../../src/store/segments.ts";
import { agesFrom, atLeast, CUSTOMERS, openSaved, type Saved } from "./saved.ts";

const BY_HAND = { cause: "hand", user: null } as const;
const DAY = 86_400_000;

let saved: Saved;
let now = Date.UTC(2026, 5, 1);
beforeAll(async () => {
  saved = await openSaved(() => now);
});
beforeEach(() => {
  now += 1_000;
});
afterAll(() => saved.close());

const refresh = (id: string, origin = BY_HAND, signal?: AbortSignal) => saved.memberships.refresh(id, origin, signal);
const stored = async (id: string) => (await countMemberships(saved.bench.storage.engine)).get(id) ?? 0;
const run = (text: string) => saved.bench.storage.engine.run({ text, params: {}, lists: [] });

describe("a refresh", () => {
  it("tells the receipt, what it was made for and for whom", async () => {
    const id = await saved.save(atLeast(50), "Asia/Tokyo");
    const refreshed = await saved.memberships.refresh(id, { cause: "export", user: saved.user });
    expect(refreshed).toMatchObject({
      ...{ status: "done", revision: 1, cause: "export", by: { id: saved.user, name: "Administrator" } },
      ...{ comparedWith: null, entered: null, left: null, redefined: null, movesKept: false },
      receipt: { count: 10, base: CUSTOMERS, now: new Date(now).toISOString(), timeZone: "Asia/Tokyo", dataVersion: saved.bench.storage.catalog.version },
    });
    expect((await saved.memberships.history(id, {})).refreshes).toEqual([refreshed]);
  });

  it("counts who entered and left since the one before, and says when the definition was changed in between", async () => {
    const id = await saved.save(atLeast(50));
    const first = await refresh(id);
    await saved.bench.importText("customers", "csv", agesFrom(-3));
    now += DAY;
    const second = await refresh(id);
    expect(second).toMatchObject({ comparedWith: first.id, entered: 0, left: 3, redefined: false, receipt: { count: 7 } });
    await saved.bench.importText("customers", "csv", agesFrom(0));
    await saved.change(id, { kind: "not", of: atLeast(50) });
    const third = await refresh(id);
    expect(third).toMatchObject({ revision: 2, comparedWith: second.id, entered: 50, left: 7, redefined: true });
  });

  it("that finds the same customers is kept as an instant of its own, and its members once", async () => {
    const id = await saved.save(atLeast(10));
    const first = await refresh(id);
    now += DAY;
    const second = await refresh(id);
    expect(second).toMatchObject({ comparedWith: first.id, entered: 0, left: 0, receipt: { count: 50, now: new Date(now).toISOString() } });
    expect(await stored(id)).toBe(1);
    expect(await saved.memberships.changes(id, { from: first.id, to: second.id })).toMatchObject({ entered: 0, left: 0, stayed: 50 });
  });

  it("of nobody and of everyone is a refresh as well", async () => {
    const id = await saved.save({ kind: "any", of: [] });
    expect((await refresh(id)).receipt.count).toBe(0);
    await saved.change(id, { kind: "all", of: [] });
    expect(await refresh(id)).toMatchObject({ entered: CUSTOMERS, left: 0, receipt: { count: CUSTOMERS, share: 1 } });
  });

  it("waits for another one of the same segment, and is compared with it", async () => {
    const id = await saved.save(atLeast(20));
    const both = await Promise.all([refresh(id), refresh(id)]);
    expect(both.map(({ comparedWith }) => comparedWith)).toEqual([null, both[0]?.id]);
  });

  it("that fails is kept with its reason", async () => {
    const id = await saved.save({ kind: "attribute", attribute: "agee", op: "at_least", value: 1 });
    await expect(refresh(id)).rejects.toMatchObject({ code: "invalid_definition" });
    const { refreshes } = await saved.memberships.history(id, {});
    expect(refreshes).toMatchObject([
      { status: "failed", revision: 1, cause: "hand", at: new Date(now).toISOString(), problem: { path: ["attribute"], hint: expect.stringContaining("age") } },
    ]);
  });

  it("that nobody waits for any more is not kept", async () => {
    const id = await saved.save(atLeast(20));
    await expect(refresh(id, BY_HAND, AbortSignal.abort())).rejects.toThrow();
    expect((await saved.memberships.history(id, {})).refreshes).toEqual([]);
  });

  it("of a segment that there is not, or that was deleted, is refused", async () => {
    const id = await saved.save(atLeast(20));
    await refresh(id);
    await saved.segments.remove([id]);
    for (const unknown of [id, "nothing"]) {
      await expect(refresh(unknown)).rejects.toMatchObject({ code: "not_found" });
      await expect(saved.memberships.history(unknown, {})).rejects.toMatchObject({ code: "not_found" });
      await expect(saved.memberships.changes(unknown, { from: "a", to: "b" })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

it("a segment that is deleted for good takes with it who was in, and nothing of others", async () => {
  const [gone, kept] = [await saved.save(atLeast(30)), await saved.save(atLeast(30))];
  await refresh(gone);
  const { id } = await refresh(kept);
  await expect(saved.memberships.erase(gone)).rejects.toMatchObject({ code: "not_found" });
  await saved.segments.remove([gone]);
  await saved.memberships.erase(gone);
  expect([await stored(gone), await stored(kept)]).toEqual([0, 1]);
  expect((await saved.segments.trash({})).segments.map((segment) => segment.id)).not.toContain(gone);
  expect((await saved.memberships.history(kept, {})).refreshes.map((each) => each.id)).toEqual([id]);
});

describe("between any two refreshes", () => {
  it("customers who entered and left are told in pages, with the values of today", async () => {
    const id = await saved.save(atLeast(30));
    const first = await refresh(id);
    await saved.change(id, atLeast(59));
    now += DAY;
    await refresh(id);
    await saved.change(id, { kind: "not", of: atLeast(35) });
    now += DAY;
    const third = await refresh(id);
    const between = { from: first.id, to: third.id };
    expect(await saved.memberships.changes(id, between)).toEqual({ from: first, to: third, redefined: true, entered: 30, left: 25, stayed: 5 });
    const page = await saved.memberships.customers(id, between, { side: "left", columns: ["age"], limit: 20 });
    expect(page).toMatchObject({ gone: 0, columns: [{ name: "age", type: "number" }], next: expect.any(String) });
    const rest = await saved.memberships.customers(id, between, { side: "left", columns: ["age"], limit: 20, cursor: page.next ?? "" });
    expect(rest.next).toBeNull();
    expect([...page.rows, ...rest.rows]).toEqual(Array.from({ length: 25 }, (_, at) => ({ key: `c${at + 35}`, values: [at + 35] })));
    const backwards = await saved.memberships.changes(id, { from: third.id, to: first.id });
    expect(backwards).toMatchObject({ entered: 25, left: 30, stayed: 5 });
  });

  it("customers who are gone are counted, and no page stops at them", async () => {
    await saved.bench.importText("customers", "csv", ["customer_id,group", ...Array.from({ length: 6 }, (_, at) => `leaving${at},some`)].join("\n"));
    const id = await saved.save({ kind: "attribute", attribute: "group", op: "equals", value: "some" });
    const first = await refresh(id);
    await saved.change(id, { kind: "any", of: [] });
    const second = await refresh(id);
    // As erasing somebody will do it: the row goes, the id is never used again.
    await run("DELETE FROM customers WHERE key IN ('leaving0', 'leaving1', 'leaving2', 'leaving4')");
    await saved.bench.importText("customers", "csv", "customer_id,group\nleaving9,other\n");
    const between = { from: first.id, to: second.id };
    expect(await saved.memberships.changes(id, between)).toMatchObject({ left: 6 });
    const page = await saved.memberships.customers(id, between, { side: "left", columns: [], limit: 1 });
    expect(page).toMatchObject({ gone: 4, rows: [{ key: "leaving3" }], next: expect.any(String) });
    const rest = await saved.memberships.customers(id, between, { side: "left", columns: [], limit: 1, cursor: page.next ?? "" });
    expect(rest).toMatchObject({ gone: 4, rows: [{ key: "leaving5" }], next: null });
    const left = await members(saved.bench, { where: { kind: "segment", segment: id, left: { this: "day" } } }, { columns: [], limit: 10 });
    expect(left).toMatchObject({ receipt: { count: 2 }, rows: [{ key: "leaving3" }, { key: "leaving5" }] });
  });

  it("of which one is not there, or lost its members, nothing is made up", async () => {
    const id = await saved.save(atLeast(40));
    const first = await refresh(id);
    await saved.change(id, atLeast(41));
    const second = await refresh(id);
    const between = { from: first.id, to: second.id };
    await expect(saved.memberships.changes(id, { ...between, to: "none" })).rejects.toMatchObject({ code: "not_found", path: ["to"] });
    const { membership } = await saved.refreshes.get(id, first.id);
    await run(`DELETE FROM memberships WHERE id = '${membership}'`);
    await expect(saved.memberships.changes(id, between)).rejects.toMatchObject({ code: "not_found", path: ["from"] });
    await expect(saved.memberships.customers(id, between, { side: "left", limit: 1 })).rejects.toMatchObject({ code: "not_found", path: ["from"] });
    await run(`DELETE FROM memberships WHERE segment = '${id}'`);
    expect(await refresh(id)).toMatchObject({ comparedWith: null, entered: null, left: null, redefined: false, receipt: { count: 19 } });
  });
});

describe("who entered and left", () => {
  const moved = (segment: string, way: "entered" | "left", window: Window = { to: "2299-12-31" }): Condition => ({ kind: "segment", segment, [way]: window });
  const keysOf = async (where: Condition): Promise<readonly string[]> => (await members(saved.bench, { where }, { columns: [], limit: 100 })).rows.map(({ key }) => key);
  const kept = async (id: string) => (await saved.segments.referred([moved(id, "left")])).segments.get(id)?.refreshes;
  const rowsOf = async (id: string): Promise<number> => (await saved.bench.storage.engine.rows({ text: `SELECT id FROM moves WHERE segment = '${id}'`, params: {}, lists: [] })).length;

  it("is kept at each refresh but the first, under its instant", async () => {
    const id = await saved.save(atLeast(57));
    await refresh(id);
    expect([await keysOf(moved(id, "entered")), await rowsOf(id)]).toEqual([[], 0]);
    await saved.change(id, atLeast(58));
    now += DAY;
    const second = await refresh(id);
    now += DAY;
    await refresh(id);
    await saved.change(id, { kind: "any", of: [atLeast(59), { kind: "attribute", attribute: "age", op: "at_most", value: 1 }] });
    now += DAY;
    const fourth = await refresh(id);
    expect(await keysOf(moved(id, "left"))).toEqual(["c57", "c58"]);
    expect(await keysOf(moved(id, "entered"))).toEqual(["c0", "c1"]);
    for (const [{ receipt }, left] of [[second, ["c57"]], [fourth, ["c58"]]] as const) {
      const to = new Date(Date.parse(receipt.now) + 1).toISOString();
      expect(await keysOf(moved(id, "left", { from: receipt.now, to }))).toEqual(left);
    }
    expect(await kept(id)).toMatchObject({ count: 4, left: [{ at: Date.parse(second.receipt.now) }, { at: Date.parse(fourth.receipt.now) }], entered: [{ at: Date.parse(fourth.receipt.now) }] });
    expect(await rowsOf(id)).toBe(2);
  });

  it("is forgotten with the refresh, and goes with the segment", async () => {
    const id = await saved.save(atLeast(57));
    await refresh(id);
    await saved.change(id, atLeast(58));
    now += DAY;
    await refresh(id);
    await saved.change(id, atLeast(59));
    now += DAY;
    const third = await refresh(id);
    await saved.memberships.forgetBefore(now);
    expect(await keysOf(moved(id, "left"))).toEqual(["c58"]);
    expect([await kept(id), await rowsOf(id)]).toMatchObject([{ count: 1, entered: [], left: [{ at: Date.parse(third.receipt.now) }] }, 1]);
    await saved.segments.remove([id]);
    await saved.memberships.erase(id);
    expect(await rowsOf(id)).toBe(0);
  });

  it("is of a segment that asks for it itself, and needs no definition that is right", async () => {
    const id = await saved.save(atLeast(50));
    await refresh(id);
    await saved.change(id, { kind: "all", of: [atLeast(52), { kind: "not", of: moved(id, "left") }] });
    now += DAY;
    expect(await refresh(id)).toMatchObject({ left: 2, entered: 0 });
    await saved.change(id, { kind: "all", of: [atLeast(50), { kind: "not", of: moved(id, "left") }] });
    now += DAY;
    expect(await refresh(id)).toMatchObject({ left: 0, entered: 0 });
    await saved.change(id, { kind: "attribute", attribute: "agee", op: "is_known" });
    expect(await keysOf(moved(id, "left"))).toEqual(["c50", "c51"]);
    await expect(keysOf({ kind: "segment", segment: id })).rejects.toMatchObject({ code: "invalid_definition" });
  });

  it("of which a part is lost is not made up: that is told, with what to do", async () => {
    const id = await saved.save(atLeast(57));
    await refresh(id);
    await saved.change(id, atLeast(58));
    await refresh(id);
    await run(`DELETE FROM moves WHERE segment = '${id}'`);
    await expect(keysOf(moved(id, "left"))).rejects.toMatchObject({ code: "engine_failed", hint: expect.stringContaining("backups") });
  });
});

describe("what is kept", () => {
  it("goes after its time, the members with the last refresh that needs them, the newest never", async () => {
    const id = await saved.save(atLeast(40));
    await refresh(id);
    await saved.change(id, atLeast(41));
    now += DAY;
    const second = await refresh(id);
    now += DAY;
    const third = await refresh(id);
    await saved.memberships.forgetBefore(now);
    expect((await saved.memberships.history(id, {})).refreshes).toEqual([third]);
    expect(await stored(id)).toBe(1);
    await expect(saved.memberships.changes(id, { from: second.id, to: third.id })).rejects.toMatchObject({ code: "not_found", path: ["from"] });
    await saved.memberships.forgetBefore(now + 1_000 * DAY);
    expect(await saved.memberships.changes(id, { from: third.id, to: third.id })).toMatchObject({ stayed: 19 });
  });

  it("loses what refreshes that did not end have left, and nothing of another store", async () => {
    const [id, other] = [await saved.save(atLeast(40)), await saved.save(atLeast(50))];
    const refreshed = await refresh(id);
    await run(`INSERT INTO memberships SELECT '${id}', 'unended', bitmapBuild([1, 2]::Array(UInt32))`);
    await run(`INSERT INTO memberships SELECT '${other}', 'first', bitmapBuild([1, 2]::Array(UInt32))`);
    const foreign = await temporaryStore();
    const { db } = foreign.store;
    const options = { segments: segmentStore(db, { clock: () => now, newId: shortId }), refreshes: refreshStore(db), newId: shortId };
    await memberships({ bench: saved.bench, ...options }).removeLeftovers();
    await foreign.dispose();
    expect([await stored(id), await stored(other)]).toEqual([2, 1]);

    await saved.memberships.removeLeftovers();
    expect([await stored(id), await stored(other)]).toEqual([1, 0]);
    expect(await saved.memberships.changes(id, { from: refreshed.id, to: refreshed.id })).toMatchObject({ stayed: 20 });
  });
});
