import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { teller } from "../../src/jobs/exports/tell.ts";
import { dueAfter, lastDue } from "../../src/jobs/exports/timing.ts";
import { telling } from "../../src/jobs/telling.ts";
import { administrator } from "../../src/store/administrator.ts";
import { type DestinationStore, destinationStore } from "../../src/store/destinations.ts";
import { type ExportRun, type RunStore, runStore } from "../../src/store/export-runs.ts";
import { exportScheduleStore } from "../../src/store/export-schedules.ts";
import { shortId } from "../../src/store/ids.ts";
import { type NotificationStore, notificationStore } from "../../src/store/notifications.ts";
import { peopleStore } from "../../src/store/people.ts";
import { NOTHING_SENT, type Written } from "../../src/store/run-parts.ts";
import { type RunWork, runWork } from "../../src/store/run-work.ts";
import { segmentStore } from "../../src/store/segments.ts";
import { userStore } from "../../src/store/users.ts";
import { newRun, SHAPE } from "./new-run.ts";
import { type TemporaryStore, temporaryStore } from "./temporary-store.ts";

const START = Date.UTC(2026, 2, 1);
const MINUTE = 60_000;
const WHY = { code: "destination_unreachable", message: "It is away." };
const progress = NOTHING_SENT;

let temporary: TemporaryStore;
let runs: RunStore;
let destinations: DestinationStore;
/** Two processes on one store, each with data of its own. */
let one: RunWork;
let other: RunWork;
let author: string;
let segment: string;
let now = START;

beforeAll(async () => {
  temporary = await temporaryStore();
  const { db } = temporary.store;
  const clock = () => now;
  const making = { clock, newId: shortId };
  author = (await administrator(db, { id: shortId(), now: new Date(START) })).id;
  segment = (await segmentStore(db, making).create({ name: "Some", where: { kind: "all", of: [] }, timeZone: null, sentence: "All.", author })).id;
  runs = runStore(db, making);
  destinations = destinationStore(db, making);
  [one, other] = [runWork(db, "one", clock), runWork(db, "other", clock)];
});
afterAll(() => temporary.dispose());

/** One that the first of the two works on, with its rows written down. */
async function written(): Promise<ExportRun> {
  const { id: destination } = await destinations.add("download", { name: "D", settings: {}, secrets: {}, shape: SHAPE, users: null }, author);
  const added = await runs.add(newRun(segment, destination, author, now));
  const run = await one.take(added?.id ?? "");
  if (!run) throw new Error("the run can't be taken");
  const receipt = { ...{ count: 0, base: 0, share: 0, definitionHash: "", dataVersion: 1, timeZone: "UTC" }, ...{ now: "", evaluatedAt: "", elapsedMs: 0 } };
  const ladder: Written["ladder"] = { receipt, steps: [], exportable: 0 };
  const rows = { added: 0, updated: 0, removed: 0 };
  expect(await one.written(run.id, run.frozen, { by: one.holder, table: `sent_${run.id}`, columns: [], ladder, rows, place: "", known: null, before: null })).toBe(true);
  return run;
}

describe("a run", () => {
  it("is freed at the start of the process that held it, and at that of no other", async () => {
    const run = await written();
    const { id } = run;
    expect(await other.freeAll()).toEqual([]);
    expect(await other.take(id)).toBeUndefined();
    await other.settle(run, { sending: "other" });
    expect([await one.progress(id, progress), await one.sendingsOf(id)]).toEqual([true, []]);
    expect(await one.freeAll()).toEqual([]);
    expect(await other.take(id)).toBeUndefined();
    expect((await one.take(id))?.id).toBe(id);
    await one.end(id, "finished", { progress, failure: null });
  });

  it("goes on with the process that wrote its rows down, and with another once that one was away for long", async () => {
    const { id } = await written();
    expect(await one.later(id, now + MINUTE, WHY)).toBe(true);
    expect([await one.own(), await other.own()]).toEqual([[], []]);
    now += 2 * MINUTE;
    expect([await one.own(), await other.own()]).toEqual([[id], []]);
    expect(await other.take(id)).toBeUndefined();
    expect((await one.take(id))?.id).toBe(id);
    await one.end(id, "failed", { progress, failure: WHY });
    await runs.again(id);
    expect(await other.take(id)).toBeUndefined();
    now += 6 * MINUTE;
    expect((await other.take(id))?.id).toBe(id);
    await other.end(id, "finished", { progress, failure: null });
  });

  it("that was cancelled is settled by the process that wrote its rows down, and by another once that one was away for long", async () => {
    const [between, gone] = [await written(), await written()];
    await one.later(between.id, now, WHY);
    for (const { id } of [between, gone]) {
      await runs.cancel(id);
      await expect(runs.again(id)).rejects.toMatchObject({ code: "not_retryable", hint: "Try again in a moment." });
    }
    for (const { id } of [between, gone]) expect(await other.takeCancelled(id)).toBeUndefined();
    expect(await other.freeAll()).toEqual([]);
    expect((await one.freeAll()).map(({ id }) => id).sort()).toEqual([between.id, gone.id].sort());
    now += 6 * MINUTE;
    for (const run of [between, gone]) {
      expect((await other.takeCancelled(run.id))?.id).toBe(run.id);
      await other.settle(run, {});
    }
    expect(await one.freeAll()).toEqual([]);
  });

  it("is cleared by the process that has its rows and files, and by another once that one has left them for a day", async () => {
    const { id } = await written();
    await one.end(id, "finished", { progress, failure: null });
    const isOld = async (at: number, holder: string): Promise<boolean> => (await runs.endedBefore(at, holder)).some((run) => run.id === id);
    expect([await isOld(now, "one"), await isOld(now + 1, "one"), await isOld(now + 1, "other")]).toEqual([false, true, false]);
    expect(await isOld(now + 1_440 * MINUTE + 1, "other")).toBe(true);
  });

  it("counts as confirmed once it was held and goes on, and not because it is tried again", async () => {
    const run = await written();
    await one.end(run.id, "failed", { progress, failure: WHY });
    expect((await runs.again(run.id)).confirmed).toBe(false);
    await one.take(run.id);
    await one.hold(run.id, WHY);
    expect((await runs.again(run.id)).confirmed).toBe(true);
    await one.take(run.id);
    await one.end(run.id, "failed", { progress, failure: WHY });
    expect((await runs.again(run.id)).confirmed).toBe(true);
  });
});

describe("a schedule", () => {
  const timing = { recurrence: { kind: "daily", at: "06:30" }, timeZone: "UTC", until: null, holdPercent: null } as const;

  it("is due from the instant on that was skipped, and not again from one before", async () => {
    const schedules = exportScheduleStore(temporary.store.db, { clock: () => now, newId: shortId });
    const { id: destination } = await destinations.add("download", { name: "D", settings: {}, secrets: {}, shape: SHAPE, users: null }, author);
    const { id } = await schedules.add({ kind: "segment", segment }, { destination, parameters: {}, timing, paused: false }, author, START);
    const slot = dueAfter(timing, START) ?? 0;
    for (const skipped of [slot, START]) await schedules.skip(id, skipped);
    const { dueFrom } = await schedules.get(id);
    expect(lastDue(timing, Date.parse(dueFrom), slot)).toBeUndefined();
    expect(dueAfter(timing, Date.parse(dueFrom))).toBe(slot + 1_440 * MINUTE);
  });

  it("whose run can't be made is told by the name of its segment, also while no letter can be sent", async () => {
    const { db } = temporary.store;
    const making = { clock: () => now, newId: shortId };
    const [notifications, logged]: [NotificationStore, string[]] = [notificationStore(db, making), []];
    const letters = { mailServer: () => Promise.reject(new Error("no server")), link: (path: string) => path, log: (line: string) => void logged.push(line) };
    const users = userStore(db, making);
    const told = telling({ notifications, users, ...letters });
    const { ofSchedule } = teller({ people: peopleStore(db), users, destinations, schedules: exportScheduleStore(db, making), telling: told });
    const due = { id: "s", source: { kind: "segment", segment }, destination: "d", parameters: {}, timing, paused: false, createdBy: author, createdAt: "", dueFrom: "" } as const;
    await ofSchedule(due, "Mail", WHY);
    await told.close();
    const heard = await notifications.list(author, {});
    expect(heard.notifications.map(({ about }) => about)).toEqual([{ kind: "export_failed", run: null, name: "Some", destination: "Mail", message: WHY.message, hint: null }]);
    expect(logged).toEqual(["No letter about Some could be sent: Error: no server"]);
    now += MINUTE;
    await notifications.forgetBefore(now);
    expect(await notifications.unread(author)).toBe(0);
  });
});
