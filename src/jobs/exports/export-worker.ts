import { setTimeout as sleep } from "node:timers/promises";
import { AppError, ifThere } from "../../errors.ts";
import type { Engine } from "../../engine/engine.ts";
import { keptSendings } from "../../results/exports/sendings.ts";
import { removeSendings } from "../../results/remove-kept.ts";
import { dropSent, sentTables } from "../../results/exports/sent-table.ts";
import type { ExportRun, RunStore } from "../../store/export-runs.ts";
import type { ExportSchedule, ExportScheduleStore } from "../../store/export-schedules.ts";
import type { NotificationStore } from "../../store/notifications.ts";
import { instantOf } from "../../segment/day.ts";
import { afterRun } from "./after-run.ts";
import { carryOut, type Outcome } from "./carry-out.ts";
import { add, type ExportsOptions, putNext } from "./exports.ts";
import { type Heartbeat, heartbeat } from "./heartbeat.ts";
import { passes } from "./passes.ts";
import { AT_A_TIME, type Job, type Queue } from "./queue.ts";
import { Cancelled, Closing } from "./stopping.ts";
import type { Teller } from "./tell.ts";
import { lastDue } from "./timing.ts";
import type { Workshop } from "./workshop.ts";

export interface ExportWorkerOptions {
  readonly shop: Workshop;
  readonly queue: Queue;
  readonly runs: RunStore;
  readonly schedules: ExportScheduleStore;
  readonly making: Pick<ExportsOptions, "bench" | "sources" | "destinations" | "runs" | "suppression">;
  readonly tell: Teller;
  readonly notifications: Pick<NotificationStore, "forgetBefore">;
  /** Removes what a run left to be downloaded. */
  readonly removeFiles: (run: ExportRun) => Promise<void>;
  /** How many days rows and files of a run are kept. */
  readonly keptDays: () => Promise<number>;
  /** Told of what went wrong inside. */
  readonly log: (message: string) => void;
}

const DAY_MS = 86_400_000;
const TIDY_MS = 3_600_000;
/** How many days notifications are kept. */
const NOTICES_DAYS = 90;
/** What failed inside is looked at again once nobody holds it any more. */
const LEFT_MS = 60_000;
/** A run that another process holds is looked at again. */
const LOOK_AGAIN_MS = 10_000;
/** How often runs are looked for whose rows are here: the queue gives their jobs to any process. */
const OWN_MS = 5_000;

/** Carries out runs as they come, makes those that are due, and forgets old ones. */
export class ExportWorker {
  readonly #options: ExportWorkerOptions;
  readonly #working = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>();
  #tidy: NodeJS.Timeout | undefined;
  #own: Heartbeat | undefined;
  #closed = false;

  constructor(options: ExportWorkerOptions) {
    this.#options = options;
  }

  /** To be called by the only process that has the data open. */
  async start(): Promise<void> {
    const { queue, runs, schedules } = this.#options;
    await patiently(() => this.#settleOld());
    await patiently(() => this.#dropUnneeded());
    for (const id of await runs.open()) await queue.put({ kind: "run", id });
    for (const { id, paused } of await schedules.list()) if (!paused) await queue.put({ kind: "due", id });
    await queue.start((job) => this.#work(job));
    this.#own = heartbeat(() => this.#workOnOwn(), OWN_MS);
    this.#tidy = setInterval(() => void this.#tidyNow(), TIDY_MS);
    this.#tidy.unref();
    await this.#tidyNow();
  }

  /** Carries out one run alone, to its end, and nothing else that waits: instead of `start`. */
  async only(id: string, wait: (milliseconds: number) => Promise<void>): Promise<ExportRun> {
    const { shop, runs } = this.#options;
    await patiently(() => this.#settleOld());
    for (;;) {
      const run = await shop.work.take(id);
      const outcome = run && (await this.#carriedOut(run));
      if (run === undefined || outcome?.kind !== "later") return runs.get(id);
      await wait(Math.max(0, outcome.at - shop.clock()));
    }
  }

  /** Stops working on a run that was cancelled. */
  stop(run: string): void {
    this.#working.get(run)?.stop.abort(new Cancelled());
  }

  /** Stops at once: what is at work goes on with the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#tidy);
    const own = this.#own?.stop();
    await this.#options.queue.close();
    for (const { stop } of this.#working.values()) stop.abort(new Closing());
    await Promise.allSettled([...this.#working.values()].map(({ done }) => done));
    await own;
  }

  /** One at a time, and while little else is at work. */
  async #workOnOwn(): Promise<void> {
    const own = await this.#options.shop.work.own().catch((error: unknown) => {
      if (!this.#closed) this.#log(error);
      return [];
    });
    const id = own.find((each) => !this.#working.has(each));
    if (id !== undefined && this.#working.size < AT_A_TIME) await this.#work({ kind: "run", id });
  }

  async #work({ kind, id }: Job): Promise<void> {
    if (this.#closed) return;
    try {
      await (kind === "due" ? this.#due(id) : this.#run(id));
    } catch (error) {
      if (this.#closed) return;
      this.#log(error);
      await this.#options.queue.put({ kind, id }, this.#options.shop.clock() + LEFT_MS).catch((again: unknown) => this.#log(again));
    }
  }

  async #run(id: string): Promise<void> {
    const { shop, runs, queue } = this.#options;
    // Also where it was held for too long: the process slept.
    const isAtWork = this.#working.has(id);
    const run = isAtWork ? undefined : await shop.work.take(id);
    if (run !== undefined) {
      const outcome = await this.#carriedOut(run);
      if (outcome.kind === "later") return queue.put({ kind: "run", id }, outcome.at);
    } else if (!isAtWork) await this.#settleCancelled(id);
    if (this.#closed) return;
    // One that waits behind another is put when that one is done; one that another process holds may be left by it.
    const first = await shop.work.first(run ?? (await runs.get(id)));
    if (first === undefined) return;
    await (first === id ? queue.put({ kind: "run", id }, shop.clock() + LOOK_AGAIN_MS) : queue.put({ kind: "run", id: first }));
  }

  async #carriedOut(run: ExportRun): Promise<Outcome> {
    const { shop, runs, tell } = this.#options;
    const stop = new AbortController();
    const work = carryOut(shop, run, stop.signal);
    this.#working.set(run.id, { stop, done: work.then(() => undefined, () => undefined) });
    const outcome = await work.finally(() => this.#working.delete(run.id));
    if (outcome.kind === "failed" && outcome.why.code === "internal") this.#log(outcome.cause);
    if (outcome.kind === "failed" || outcome.kind === "held") await tell.ofRun(await runs.get(run.id));
    return outcome;
  }

  /** Of a run that was cancelled between two tries, or whose settling failed. */
  async #settleCancelled(id: string): Promise<void> {
    const settled = (async () => {
      const run = await this.#options.shop.work.takeCancelled(id);
      if (run) await this.#settle(run);
    })();
    this.#working.set(id, { stop: new AbortController(), done: settled.catch(() => undefined) });
    await settled.finally(() => this.#working.delete(id));
  }

  /** What was cancelled while its process died is settled by what the destination took. */
  async #settleOld(): Promise<void> {
    for (const run of await this.#options.shop.work.freeAll()) await this.#settle(run);
  }

  async #settle(run: ExportRun): Promise<void> {
    const { shop } = this.#options;
    await shop.work.settle(run, await afterRun(shop, run, run.written, run.progress));
  }

  /** Makes the run of the last instant that was due: after a pause of the process one, however many were missed. */
  async #due(id: string): Promise<void> {
    const { schedules, making, queue, runs, shop } = this.#options;
    const schedule = await ifThere(schedules.get(id));
    if (schedule === undefined || schedule.paused) return;
    const now = shop.clock();
    const [last] = (await runs.list({ schedule: id, limit: 1 })).runs;
    const from = Math.max(instantOf(schedule.dueFrom), last?.slot ? instantOf(last.slot) : 0);
    const slot = lastDue(schedule.timing, from, now);
    if (slot !== undefined) {
      const request = { source: schedule.source, destination: schedule.destination, parameters: schedule.parameters };
      const due = { due: { schedule: id, slot }, user: null, holdPercent: schedule.timing.holdPercent };
      try {
        await queue.put({ kind: "run", id: (await add(making, request, due)).id });
      } catch (error) {
        if (!(error instanceof AppError) || passes(error)) throw error;
        if (error.code !== "slot_taken") await this.#notMade(schedule, slot, error);
      }
    }
    await putNext(queue, schedule, now);
  }

  /** Told once. */
  async #notMade(schedule: ExportSchedule, slot: number, error: AppError): Promise<void> {
    const { making, schedules, tell } = this.#options;
    const destination = await ifThere(making.destinations.get(schedule.destination));
    await tell.ofSchedule(schedule, destination?.name ?? schedule.destination, error.toJSON().error);
    await schedules.skip(schedule.id, slot);
  }

  /** What can't be removed now is tried again an hour later, and hinders nothing. */
  async #tidyNow(): Promise<void> {
    const { notifications, shop } = this.#options;
    for (const task of [() => this.#clearOld(), () => notifications.forgetBefore(shop.clock() - NOTICES_DAYS * DAY_MS), () => this.#dropUnneeded()]) {
      await task().catch((error: unknown) => this.#log(error));
    }
  }

  async #clearOld(): Promise<void> {
    const { runs, removeFiles, keptDays, shop } = this.#options;
    for (const run of await runs.endedBefore(shop.clock() - (await keptDays()) * DAY_MS, shop.work.holder)) {
      await removeFiles(run).then(
        () => runs.setCleared(run.id),
        (error: unknown) => this.#log(error),
      );
    }
  }

  /** Drops tables of rows that no run needs any more, and those that a try left which died before anybody knew of it. */
  async #dropUnneeded(): Promise<void> {
    const { work, bench } = this.#options.shop;
    const { engine } = bench.storage;
    const tables = await sentTables(engine);
    // In this order: what a run made that ends meanwhile is known then.
    const working = [...this.#working.keys()];
    const needed = await work.neededTables();
    for (const table of tables) {
      if (needed.has(table) || working.some((run) => table.includes(run))) continue;
      await dropSent(engine, table);
    }
    await this.#removeSendings(engine);
  }

  /** Of destinations that are gone, and of tries of which nobody knows. What this store knows nothing of is another store's. */
  async #removeSendings(engine: Engine): Promise<void> {
    const { work } = this.#options.shop;
    const kept = await keptSendings(engine);
    if (kept.size === 0) return;
    const working = [...this.#working.keys()];
    const [known, destinations] = [await work.sendings(), await work.destinations()];
    const gone = [...kept].filter(([id, destination]) => destinations.has(destination) && !known.has(id) && !working.some((run) => id.startsWith(run)));
    await removeSendings(engine, gone.map(([id]) => id));
  }

  #log(error: unknown): void {
    this.#options.log(`Exporting failed: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

/** The engine may die at any moment, and is there again soon. */
async function patiently(task: () => Promise<void>): Promise<void> {
  for (const wait of [500, 2_000, 5_000]) {
    try {
      return await task();
    } catch (error) {
      if (!passes(error)) throw error;
      await sleep(wait);
    }
  }
  await task();
}
