import type { Kysely } from "kysely";
import type { ErrorBody } from "../errors.ts";
import type { SentTable } from "../results/exports/sent-table.ts";
import { type ExportRun, exportRun, rows } from "./export-runs.ts";
import { type ExportSource, sourceKey } from "./export-schedules.ts";
import type { Progress, Written } from "./run-parts.ts";
import type { Tables } from "./tables.ts";

/** What a destination took last of a source. */
export interface Delivered {
  readonly run: string;
  readonly sent: SentTable;
}

/** What a process does with the runs that it works on. Each change is made only while it holds the run, and says whether it does. */
export interface RunWork {
  /** Takes a run that waits, or that nobody works on any more. Undefined: another holds it, it ended, or one before it is not done yet. */
  take(id: string): Promise<ExportRun | undefined>;
  /** The id of the first run that waits or runs of what the given one is of and goes to; undefined: there is none. */
  first(run: Pick<ExportRun, "destination" | "source">): Promise<string | undefined>;
  /** Stays the one who works on it. */
  hold(id: string): Promise<boolean>;
  written(id: string, written: Written): Promise<boolean>;
  progress(id: string, progress: Progress): Promise<boolean>;
  /** The same once rows were taken: what failed before does not count any more. */
  taken(id: string, progress: Progress): Promise<boolean>;
  /** Ends it. With `delivered`: what the destination has now. */
  end(id: string, status: "finished" | "failed", end: { readonly progress: Progress; readonly failure: ErrorBody | null; readonly delivered?: SentTable }): Promise<boolean>;
  /** Waits for somebody to confirm it. */
  ask(id: string, why: ErrorBody): Promise<boolean>;
  /** Is tried again at an instant (epoch milliseconds). */
  later(id: string, instant: number, why: ErrorBody): Promise<boolean>;
  delivered(destination: string, source: ExportSource): Promise<Delivered | undefined>;
  /** Lets go of one that was cancelled meanwhile, with what the destination has now; left out: what it had. */
  settle(run: ExportRun, delivered: SentTable | undefined): Promise<void>;
  /**
   * Lets go of what processes before this one held: to be called by the only one that has the data open. Those that were cancelled and not
   * settled yet.
   */
  freeAll(): Promise<readonly ExportRun[]>;
  /** The names of all tables of rows that are still needed. */
  neededTables(): Promise<ReadonlySet<string>>;
}

const HELD_MS = 30_000;

/** @param holder names this process */
export function runWork(db: Kysely<Tables>, holder: string, clock: () => number): RunWork {
  const until = (): Date => new Date(clock() + HELD_MS);
  const mine = (id: string) => db.updateTable("export_runs").where("id", "=", id).where("status", "=", "running").where("held_by", "=", holder).returning("id");
  const free = { held_by: null, held_until: null };

  return {
    async take(id) {
      const now = new Date(clock());
      const taken = await db
        .updateTable("export_runs")
        .set((eb) => ({ status: "running", held_by: holder, held_until: until(), next_try_at: null, tries: eb("tries", "+", 1), started_at: eb.fn.coalesce("started_at", eb.val(now)) }))
        .where("id", "=", id)
        .where("status", "in", ["waiting", "running"])
        .where((eb) => eb.or([eb("held_until", "is", null), eb("held_until", "<", now)]))
        .where((eb) => eb.or([eb("next_try_at", "is", null), eb("next_try_at", "<=", now)]))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("export_runs as earlier")
                .select("earlier.id")
                .whereRef("earlier.destination_id", "=", "export_runs.destination_id")
                .whereRef("earlier.source", "=", "export_runs.source")
                .whereRef("earlier.number", "<", "export_runs.number")
                .where("earlier.status", "in", ["waiting", "running"]),
            ),
          ),
        )
        .returning("id")
        .executeTakeFirst();
      if (!taken) return undefined;
      const row = await rows(db).where("export_runs.id", "=", id).executeTakeFirstOrThrow();
      return exportRun(row);
    },

    async first({ destination, source }) {
      const row = await db
        .selectFrom("export_runs")
        .select("id")
        .where("destination_id", "=", destination)
        .where("source", "=", sourceKey(source))
        .where("status", "in", ["waiting", "running"])
        .orderBy("number")
        .executeTakeFirst();
      return row?.id;
    },

    hold: async (id) => (await mine(id).set({ held_until: until() }).executeTakeFirst()) !== undefined,
    written: async (id, written) => (await mine(id).set({ written: JSON.stringify(written), held_until: until() }).executeTakeFirst()) !== undefined,
    progress: async (id, progress) => (await mine(id).set({ progress: JSON.stringify(progress), held_until: until() }).executeTakeFirst()) !== undefined,

    taken: async (id, progress) => (await mine(id).set({ progress: JSON.stringify(progress), failures: 0, held_until: until() }).executeTakeFirst()) !== undefined,

    end: (id, status, { progress, failure, delivered }) =>
      db.transaction().execute(async (tx) => {
        const ended = await tx
          .updateTable("export_runs")
          .set({ status, ...free, progress: JSON.stringify(progress), failure: failure && JSON.stringify(failure), ended_at: new Date(clock()) })
          .where("id", "=", id)
          .where("status", "=", "running")
          .where("held_by", "=", holder)
          .returning(["destination_id", "source"])
          .executeTakeFirst();
        if (!ended) return false;
        if (delivered !== undefined) await deliver(tx, { ...ended, run_id: id }, delivered);
        return true;
      }),

    settle: (run, delivered) =>
      db.transaction().execute(async (tx) => {
        await tx.updateTable("export_runs").set(free).where("id", "=", run.id).where("status", "=", "cancelled").execute();
        const of = { destination_id: run.destination, source: sourceKey(run.source), run_id: run.id };
        if (delivered !== undefined) await deliver(tx, of, delivered);
      }),

    ask: async (id, why) => (await mine(id).set({ status: "held", ...free, failure: JSON.stringify(why) }).executeTakeFirst()) !== undefined,

    async later(id, instant, why) {
      const set = { status: "waiting" as const, ...free, next_try_at: new Date(instant), failure: JSON.stringify(why) };
      const waits = await mine(id)
        .set((eb) => ({ ...set, failures: eb("failures", "+", 1) }))
        .executeTakeFirst();
      return waits !== undefined;
    },

    async delivered(destination, source) {
      const row = await db.selectFrom("deliveries").selectAll().where("destination_id", "=", destination).where("source", "=", sourceKey(source)).executeTakeFirst();
      return row && { run: row.run_id, sent: row.sent };
    },

    async freeAll() {
      await db.updateTable("export_runs").set(free).where("held_by", "is not", null).where("status", "!=", "cancelled").execute();
      return (await rows(db).where("held_by", "is not", null).execute()).map(exportRun);
    },

    async neededTables() {
      const runs = await db.selectFrom("export_runs").select(["written", "ended_at", "held_by"]).where("cleared_at", "is", null).where("written", "is not", null).execute();
      const deliveries = await db.selectFrom("deliveries").select("sent").execute();
      const open = runs.filter(({ ended_at, held_by }) => ended_at === null || held_by !== null);
      const befores = open.flatMap(({ written }) => written?.before?.sent.table ?? []);
      return new Set([...runs.flatMap(({ written }) => written?.table ?? []), ...befores, ...deliveries.map(({ sent }) => sent.table)]);
    },
  };
}

async function deliver(tx: Kysely<Tables>, of: { readonly destination_id: string; readonly source: string; readonly run_id: string }, delivered: SentTable): Promise<void> {
  const sent = JSON.stringify(delivered);
  await tx
    .insertInto("deliveries")
    .values({ ...of, sent })
    .onConflict((conflict) => conflict.columns(["destination_id", "source"]).doUpdateSet({ sent, run_id: of.run_id }))
    .execute();
}
