import { type Kysely, type RawBuilder, sql, type SqlBool } from "kysely";
import type { ErrorBody } from "../errors.ts";
import { type ExportRun, exportRun, isWith, NOBODY, rows } from "./export-runs.ts";
import { type ExportSource, sourceKey } from "./export-source.ts";
import type { DeliveredTable, Frozen, Progress, Written } from "./run-parts.ts";
import type { Tables } from "./tables.ts";

/** What a destination took last of a source. */
export interface Delivered {
  readonly run: string;
  readonly sent: DeliveredTable;
}

/** What is kept of a run that ends. */
export interface RunEnd {
  /** What the destination has now; left out: what it had. */
  readonly delivered?: DeliveredTable;
  /** What the engine keeps whom it sent under; left out: nobody. */
  readonly sending?: string;
}

/** What a process does with the runs that it works on. Each change is made only while it holds the run, and says whether it does. */
export interface RunWork {
  /** Names the data directory of this process. */
  readonly holder: string;
  /**
   * Takes a run that waits, or that nobody works on any more; one whose rows another has on its engine once that one has left it for long.
   * Undefined: another holds it, it ended, or one before it is not done yet.
   */
  take(id: string): Promise<ExportRun | undefined>;
  /** Takes a run to be settled that was cancelled while nobody worked on it, or whose process did not settle it. Undefined: it is no such run. */
  takeCancelled(id: string): Promise<ExportRun | undefined>;
  /** The ids of runs to be taken or settled whose rows are here, the oldest first: no other process does so before long. */
  own(): Promise<readonly string[]>;
  /** The id of the first run that is not done yet of those that go to where the given one goes; undefined: there is none. */
  first(run: Pick<ExportRun, "destination">): Promise<string | undefined>;
  /** What was written down, and by what: its `now` is when that was decided. */
  written(id: string, frozen: Frozen, written: Written): Promise<boolean>;
  progress(id: string, progress: Progress): Promise<boolean>;
  /** The same once rows were taken: what failed before does not count any more. */
  taken(id: string, progress: Progress): Promise<boolean>;
  end(id: string, status: "finished" | "failed", end: RunEnd & { readonly progress: Progress; readonly failure: ErrorBody | null }): Promise<boolean>;
  /** Waits for somebody to confirm it. */
  hold(id: string, why: ErrorBody): Promise<boolean>;
  /** Is tried again at an instant (epoch milliseconds). */
  later(id: string, instant: number, why: ErrorBody): Promise<boolean>;
  delivered(destination: string, source: ExportSource): Promise<Delivered | undefined>;
  /** The same of all other sources that are exported there. */
  deliveredOfOthers(destination: string, source: ExportSource): Promise<readonly Delivered[]>;
  /** Lets go of one that was cancelled meanwhile; of any other nothing is kept. */
  settle(run: ExportRun, end: RunEnd): Promise<void>;
  /** What is kept of whom a run sent before, when it ended and was begun again. */
  sendingsOf(id: string): Promise<readonly string[]>;
  /** What is kept of whom runs sent, of all destinations. */
  sendings(): Promise<ReadonlySet<string>>;
  /** The ids of all destinations, deleted ones too. */
  destinations(): Promise<ReadonlySet<string>>;
  /**
   * Lets go of what processes before this one held on the same data: to be called by the only one that has it open. Those of them that were
   * cancelled and not settled yet.
   */
  freeAll(): Promise<readonly ExportRun[]>;
  /** The names of all tables of rows that are still needed. */
  neededTables(): Promise<ReadonlySet<string>>;
}

const HELD_MS = 30_000;
/** A run whose rows are elsewhere is taken, or settled, when nobody there has done so for long. */
const LEFT_MS = 300_000;

/** @param holder names the data directory of this process, and stays the same when it is started again */
export function runWork(db: Kysely<Tables>, holder: string, clock: () => number): RunWork {
  const until = (): Date => new Date(clock() + HELD_MS);
  const mine = (id: string) => db.updateTable("export_runs").where("id", "=", id).where("status", "=", "running").where("held_by", "=", holder).returning("id");
  const free = { held_by: null, held_until: null };
  const isHere = isWith(holder);
  const isLeft = () => sql<boolean>`held_until < ${new Date(clock() - LEFT_MS)}`;
  const isFree = (): RawBuilder<SqlBool> => {
    const now = new Date(clock());
    const isLetGo = sql`(held_until IS NULL OR (held_until <= ${now} AND ${isHere}) OR ${isLeft()})`;
    return sql<boolean>`(${isLetGo} AND (next_try_at IS NULL OR next_try_at <= ${now}) AND ${isNext})`;
  };
  const isToSettle = sql<boolean>`(status = 'cancelled' AND (held_by = ${holder} OR (held_by = ${NOBODY} AND ${isHere})))`;

  return {
    holder,

    async take(id) {
      const now = new Date(clock());
      const taken = await db
        .updateTable("export_runs")
        .set((eb) => ({ status: "running", held_by: holder, held_until: until(), next_try_at: null, tries: eb("tries", "+", 1), started_at: eb.fn.coalesce("started_at", eb.val(now)) }))
        .where("id", "=", id)
        .where("status", "in", ["waiting", "running"])
        .where(isFree())
        .returning("id")
        .executeTakeFirst();
      if (!taken) return undefined;
      const row = await rows(db).where("export_runs.id", "=", id).executeTakeFirstOrThrow();
      return exportRun(row);
    },

    async takeCancelled(id) {
      const taken = await db
        .updateTable("export_runs")
        .set({ held_by: holder })
        .where("id", "=", id)
        .where("status", "=", "cancelled")
        .where((eb) => eb.or([isToSettle, isLeft()]))
        .returning("id")
        .executeTakeFirst();
      return taken && exportRun(await rows(db).where("export_runs.id", "=", id).executeTakeFirstOrThrow());
    },

    async own() {
      const isWritten = sql<boolean>`(status IN ('waiting', 'running') AND written IS NOT NULL AND ${isHere} AND ${isFree()})`;
      const found = await db.selectFrom("export_runs").select("id").where((eb) => eb.or([isWritten, isToSettle])).orderBy("number").execute();
      return found.map(({ id }) => id);
    },

    async first({ destination }) {
      const row = await db
        .selectFrom("export_runs")
        .select("id")
        .where("destination_id", "=", destination)
        .where(isNotDone("export_runs"))
        .orderBy("number")
        .executeTakeFirst();
      return row?.id;
    },

    written: async (id, frozen, written) => (await mine(id).set({ frozen: JSON.stringify(frozen), written: JSON.stringify(written), held_until: until() }).executeTakeFirst()) !== undefined,
    progress: async (id, progress) => (await mine(id).set({ progress: JSON.stringify(progress), held_until: until() }).executeTakeFirst()) !== undefined,

    taken: async (id, progress) => (await mine(id).set({ progress: JSON.stringify(progress), failures: 0, held_until: until() }).executeTakeFirst()) !== undefined,

    end: (id, status, { progress, failure, ...kept }) =>
      db.transaction().execute(async (tx) => {
        const at = new Date(clock());
        const ended = await tx
          .updateTable("export_runs")
          .set({ status, ...free, progress: JSON.stringify(progress), failure: failure && JSON.stringify(failure), ended_at: at })
          .where("id", "=", id)
          .where("status", "=", "running")
          .where("held_by", "=", holder)
          .returning(["destination_id", "source"])
          .executeTakeFirst();
        if (!ended) return false;
        await keep(tx, { ...ended, run_id: id }, at, kept);
        return true;
      }),

    settle: (run, end) =>
      db.transaction().execute(async (tx) => {
        const left = await tx
          .updateTable("export_runs")
          .set(free)
          .where("id", "=", run.id)
          .where("status", "=", "cancelled")
          .where("held_by", "is not", null)
          .returning("id")
          .executeTakeFirst();
        // Otherwise another process has it, or has settled it.
        if (left) await keep(tx, { destination_id: run.destination, source: sourceKey(run.source), run_id: run.id }, new Date(clock()), end);
      }),

    async sendingsOf(id) {
      return (await db.selectFrom("sendings").select("id").where("run_id", "=", id).execute()).map((row) => row.id);
    },
    sendings: async () => new Set((await db.selectFrom("sendings").select("id").execute()).map(({ id }) => id)),
    destinations: async () => new Set((await db.selectFrom("destinations").select("id").execute()).map(({ id }) => id)),

    hold: async (id, why) => (await mine(id).set({ status: "held", ...free, failure: JSON.stringify(why) }).executeTakeFirst()) !== undefined,

    async later(id, instant, why) {
      const at = new Date(instant);
      const set = { status: "waiting" as const, held_by: null, held_until: at, next_try_at: at, failure: JSON.stringify(why) };
      const waits = await mine(id)
        .set((eb) => ({ ...set, failures: eb("failures", "+", 1) }))
        .executeTakeFirst();
      return waits !== undefined;
    },

    async delivered(destination, source) {
      const row = await db.selectFrom("deliveries").selectAll().where("destination_id", "=", destination).where("source", "=", sourceKey(source)).executeTakeFirst();
      return row && { run: row.run_id, sent: row.sent };
    },

    async deliveredOfOthers(destination, source) {
      const found = await db.selectFrom("deliveries").selectAll().where("destination_id", "=", destination).where("source", "!=", sourceKey(source)).execute();
      return found.map(({ run_id, sent }) => ({ run: run_id, sent }));
    },

    async freeAll() {
      await db.updateTable("export_runs").set({ held_by: null, held_until: new Date(clock()) }).where("held_by", "=", holder).where("status", "!=", "cancelled").execute();
      return (await rows(db).where(isToSettle).execute()).map(exportRun);
    },

    async neededTables() {
      const runs = await db.selectFrom("export_runs").select(["written", "status"]).where("cleared_at", "is", null).where("written", "is not", null).execute();
      const deliveries = await db.selectFrom("deliveries").select("sent").execute();
      // One that failed or was cancelled may go on, and is settled then by what the destination had before.
      const befores = runs.flatMap(({ written, status }) => (status === "finished" ? [] : (written?.before?.sent.table ?? [])));
      return new Set([...runs.flatMap(({ written }) => written?.table ?? []), ...befores, ...deliveries.map(({ sent }) => sent.table)]);
    },
  };
}

/** None before it to the same destination is not done yet. */
const isNext = sql<boolean>`NOT EXISTS (SELECT 1 FROM export_runs AS earlier
  WHERE earlier.destination_id = export_runs.destination_id AND earlier.number < export_runs.number AND ${isNotDone("earlier")})`;

/** A run that waits or runs, or was cancelled and is not settled yet. */
export function isNotDone(table: "export_runs" | "earlier"): RawBuilder<SqlBool> {
  return sql<boolean>`(${sql.ref(`${table}.status`)} IN ('waiting', 'running') OR ${sql.ref(`${table}.held_by`)} IS NOT NULL)`;
}

interface RunKey {
  readonly destination_id: string;
  readonly source: string;
  readonly run_id: string;
}

/** Of a destination that was deleted meanwhile nothing is kept. */
async function keep(tx: Kysely<Tables>, of: RunKey, at: Date, { delivered, sending }: RunEnd): Promise<void> {
  const there = await tx.selectFrom("destinations").select("id").where("id", "=", of.destination_id).where("deleted_at", "is", null).forShare().executeTakeFirst();
  if (!there) return;
  const { destination_id, run_id } = of;
  if (delivered !== undefined) await deliver(tx, of, delivered);
  if (sending !== undefined) await tx.insertInto("sendings").values({ id: sending, destination_id, run_id, at }).execute();
}

async function deliver(tx: Kysely<Tables>, of: RunKey, delivered: DeliveredTable): Promise<void> {
  const sent = JSON.stringify(delivered);
  await tx
    .insertInto("deliveries")
    .values({ ...of, sent })
    .onConflict((conflict) => conflict.columns(["destination_id", "source"]).doUpdateSet({ sent, run_id: of.run_id }))
    .execute();
}
