import { setTimeout as sleep } from "node:timers/promises";
import PgBoss from "pg-boss";
import type { StoreSql } from "../../store/open.ts";

/** What waits to be done: a run, or a schedule's next instant. */
export interface Job {
  readonly kind: "run" | "due";
  /** Of the run, or of the schedule. */
  readonly id: string;
}

/** Jobs on the store's own Postgres: each is given to one process. What a job is about is kept elsewhere, so one too many does no harm. */
export interface Queue {
  /** @param at epoch milliseconds; left out: at once */
  put(job: Job, at?: number): Promise<void>;
  /** Gives jobs to `work` as they are due, so many at a time. */
  start(work: (job: Job) => Promise<void>): Promise<void>;
  /** Takes no more, and waits for nothing. */
  close(): Promise<void>;
}

const NAME = "exports";
/** Short: of jobs with the same key one waits. */
const QUEUE = { name: NAME, policy: "short" } as const;
/** How many jobs a process works on. */
export const AT_A_TIME = 2;
/** Looks at a run that are so near to each other are one. */
const NEAR_MS = 10_000;
const POLL_S = 1;
/** Longer than any run: one whose process died is put anew by the next start. */
const EXPIRE_H = 23;

/** @param log told of what went wrong inside */
export function queue(sql: StoreSql, log: (message: string) => void): Queue {
  const boss = new PgBoss({
    db: { executeSql: (text, values: readonly unknown[] | undefined) => sql(text, values) },
    schema: "jobs",
    schedule: false,
    archiveCompletedAfterSeconds: 3_600,
    archiveFailedAfterSeconds: 3_600,
    deleteAfterDays: 1,
    retryLimit: 0,
    expireInHours: EXPIRE_H,
  });
  boss.on("error", (error) => log(`The queue of exports: ${error.stack ?? error.message}`));
  const workers: string[] = [];
  let ready: Promise<unknown> | undefined;
  const started = (): Promise<unknown> => {
    ready ??= boss.start().then(() => makeQueue(boss));
    // Who asks later tries anew.
    ready.catch(() => (ready = undefined));
    return ready;
  };
  return {
    async put(job, at) {
      await started();
      // One that waits already is enough, though not one that waits for much later; of a schedule each instant is another.
      const when = at === undefined ? "now" : job.kind === "due" ? at : Math.floor(at / NEAR_MS);
      const singletonKey = [job.kind, job.id, when].join("/");
      await boss.send(NAME, job, { singletonKey, ...(at !== undefined && { startAfter: new Date(at) }) });
      // Nobody who waits for it is to wait for the next look.
      if (at === undefined) for (const worker of workers) boss.notifyWorker(worker);
    },
    async start(work) {
      await started();
      for (let worker = 0; worker < AT_A_TIME; worker += 1) {
        const id: string = await boss.work<Job>(NAME, { pollingIntervalSeconds: POLL_S, batchSize: 1 }, async ([job]) => {
          if (job) await work(job.data);
          // The next one that waits is taken at once, not at the next look.
          boss.notifyWorker(id);
        });
        workers.push(id);
      }
    },
    async close() {
      if (ready === undefined) return;
      await ready.catch(() => undefined);
      await boss.stop({ graceful: false, wait: false, close: false });
    },
  };
}

/** Of two processes that make it at once on one Postgres, one is refused: a deadlock, or it is there by then. */
async function makeQueue(boss: PgBoss): Promise<void> {
  for (const wait of [100, 500, 2_000]) {
    if ((await boss.getQueue(NAME)) !== null) return;
    try {
      return await boss.createQueue(NAME, QUEUE);
    } catch {
      await sleep(wait);
    }
  }
  await boss.createQueue(NAME, QUEUE);
}
