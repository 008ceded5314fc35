import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../../src/errors.ts";
import type { Memberships } from "../../src/jobs/memberships.ts";
import { RefreshJob, type RefreshJobOptions } from "../../src/jobs/refresh-job.ts";
import { refreshSettings, type RefreshSettings } from "../../src/jobs/refresh-settings.ts";
import { settings } from "../../src/store/settings.ts";
import { atLeast, openSaved, type Saved } from "./saved.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The day before the clocks go forward in Berlin. */
const START = Date.UTC(2026, 2, 28, 12);

let saved: Saved;
let plan: RefreshSettings;
let now = START;
const logged: string[] = [];
const open: RefreshJob[] = [];

beforeAll(async () => {
  saved = await openSaved(() => now);
  plan = refreshSettings(settings(saved.temporary.store.db), () => now);
});
afterEach(async () => {
  for (const job of open.splice(0)) await job.close();
  const { db } = saved.temporary.store;
  await db.deleteFrom("refreshes").execute();
  await db.deleteFrom("segment_revisions").execute();
  await db.deleteFrom("segments").execute();
  await db.deleteFrom("settings").execute();
  expect(logged).toEqual([]);
});
afterAll(() => saved.close());

/** A job whose waiting takes no time; it rests when `until` has come. */
function started(until: number, memberships: RefreshJobOptions["memberships"] = saved.memberships): { readonly job: RefreshJob; readonly rests: Promise<void> } {
  let rest: () => void = () => undefined;
  const rests = new Promise<void>((resolve) => (rest = resolve));
  const job = new RefreshJob({
    memberships,
    refreshes: saved.refreshes,
    segments: async () => [...(await saved.segments.definitions()).keys()],
    settings: plan,
    clock: () => now,
    timeZone: () => "Europe/Berlin",
    wait: async (milliseconds, signal) => {
      signal.throwIfAborted();
      if (now < until) {
        now += Math.max(milliseconds, 15 * MINUTE);
        return;
      }
      rest();
      await new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
    },
    log: (line) => logged.push(line),
  });
  open.push(job);
  job.start();
  return { job, rests };
}

async function runUntil(until: number): Promise<void> {
  const { job, rests } = started(until);
  await rests;
  await job.close();
}

/** When a segment was refreshed, in UTC, the oldest first. */
async function times(id: string): Promise<string[]> {
  const { refreshes } = await saved.refreshes.list(id, { limit: 1_000 });
  return refreshes.map((refresh) => (refresh.status === "done" ? refresh.receipt.now : refresh.at).slice(0, 16)).reverse();
}

describe("every segment is refreshed", () => {
  it("each night at four by the clocks of the workspace, if nobody chose otherwise", async () => {
    now = START;
    const [one, other] = [await saved.save(atLeast(10)), await saved.save(atLeast(20))];
    await saved.memberships.refresh(one, { cause: "hand", user: null });
    await saved.memberships.refresh(other, { cause: "hand", user: null });
    await runUntil(START + 3 * DAY);
    for (const id of [one, other]) expect(await times(id)).toEqual(["2026-03-28T12:00", "2026-03-29T02:00", "2026-03-30T02:00", "2026-03-31T02:00"]);
    const { refreshes } = await saved.refreshes.list(one, {});
    expect(refreshes[0]).toMatchObject({ cause: "schedule", by: null, entered: 0, left: 0 });
  });

  it("every so many hours when that was chosen", async () => {
    now = Date.UTC(2026, 9, 24, 21);
    await plan.write({ schedule: { kind: "hours", every: 12 }, keptDays: 30 });
    const id = await saved.save(atLeast(10));
    await runUntil(Date.UTC(2026, 9, 26, 12));
    expect(await times(id)).toEqual(["2026-10-24T22:00", "2026-10-25T10:00", "2026-10-25T22:00", "2026-10-25T23:00", "2026-10-26T11:00"]);
  });

  it("once for all that was missed while the app was not there", async () => {
    now = START;
    const id = await saved.save(atLeast(10));
    await runUntil(START);
    now = START + 5 * DAY;
    await runUntil(now + HOUR);
    expect(await times(id)).toEqual(["2026-03-28T12:00", "2026-04-02T12:00"]);
    await runUntil(now + HOUR);
    expect(await times(id)).toHaveLength(2);
  });

  it("except those that were done since it was due", async () => {
    now = START;
    const [done, open] = [await saved.save(atLeast(10)), await saved.save(atLeast(20))];
    await saved.memberships.refresh(done, { cause: "export", user: null });
    await runUntil(START + HOUR);
    expect([(await times(done)).length, (await times(open)).length]).toEqual([1, 1]);
    expect((await saved.refreshes.list(done, {})).refreshes[0]).toMatchObject({ cause: "export" });
  });

  it("not at all when that was chosen, nor for what was due before a plan was chosen", async () => {
    now = START;
    const id = await saved.save(atLeast(10));
    await plan.write({ schedule: { kind: "off" }, keptDays: 30 });
    await runUntil(START + 3 * DAY);
    await plan.write({ schedule: { kind: "daily", at: "09:00" }, keptDays: 30 });
    await runUntil(now + 6 * HOUR);
    expect(await times(id)).toEqual([]);
    await runUntil(now + DAY);
    expect(await times(id)).toEqual(["2026-04-01T07:00"]);
  });
});

it("a segment that fails is told of with its reason, and does not stop the others", async () => {
  now = START;
  const ids = [
    await saved.save(atLeast(10)),
    await saved.save({ kind: "attribute", attribute: "agee", op: "at_least", value: 1 }),
    await saved.save(atLeast(20)),
  ];
  await runUntil(START + 2 * HOUR);
  const found = await Promise.all(ids.map(async (id) => (await saved.refreshes.list(id, {})).refreshes));
  expect(found).toMatchObject([[{ status: "done" }], [{ status: "failed", cause: "schedule", problem: { code: "invalid_definition" } }], [{ status: "done" }]]);
  expect(found.flat()).toHaveLength(3);
});

it("a segment whose engine is not there just now is tried again, three times in all", async () => {
  now = START;
  const [soon, never] = [await saved.save(atLeast(10)), await saved.save(atLeast(20))];
  const tried = new Map<string, number>();
  const refresh: Memberships["refresh"] = async (id, origin, signal) => {
    const times = (tried.get(id) ?? 0) + 1;
    tried.set(id, times);
    if (id === never || times < 3) throw new AppError("engine_gone", "The engine went away.");
    return saved.memberships.refresh(id, origin, signal);
  };
  const { rests } = started(START + DAY / 2, { ...saved.memberships, refresh });
  await rests;
  expect([tried.get(soon), tried.get(never)]).toEqual([3, 3]);
  expect(await times(soon)).toHaveLength(1);
});

it("a job that is closed stops, and one that is started again does what is left", async () => {
  now = START;
  const ids: string[] = [];
  for (let at = 0; at < 8; at += 1) ids.push(await saved.save(atLeast(at)));
  const { job } = started(START);
  while ((await settled()).size < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  await job.close();
  const before = (await settled()).size;
  expect(before).toBeLessThan(ids.length);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await settled()).size).toBe(before);
  await runUntil(START);
  for (const id of ids) expect(await saved.refreshes.list(id, {})).toMatchObject({ refreshes: [{ status: "done" }] });

  function settled(): Promise<ReadonlySet<string>> {
    return saved.refreshes.settledSince(START - DAY);
  }
});

it("what is older than the kept days is forgotten, also when no schedule is on", async () => {
  now = START;
  const id = await saved.save(atLeast(10));
  await plan.write({ schedule: { kind: "daily", at: "04:00" }, keptDays: 3 });
  await runUntil(START + 8 * DAY);
  expect((await times(id)).slice(0, 2)).toEqual(["2026-04-03T02:00", "2026-04-04T02:00"]);
  await plan.write({ schedule: { kind: "off" }, keptDays: 3 });
  await runUntil(now + 10 * DAY);
  expect(await times(id)).toEqual(["2026-04-05T02:00"]);
});

it("a store that does not answer is logged, and asked again", async () => {
  now = START;
  const id = await saved.save(atLeast(10));
  const { db } = saved.temporary.store;
  await settings(db).write("refreshes", "no JSON");
  const { job, rests } = started(START + HOUR);
  await rests;
  expect(logged.splice(0).length).toBeGreaterThan(3);
  await job.close();
  await db.deleteFrom("settings").execute();
  await runUntil(now);
  expect(await times(id)).toHaveLength(1);
});
