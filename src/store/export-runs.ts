import { type Kysely, type RawBuilder, sql, type SqlBool } from "kysely";
import { AppError, type ErrorBody } from "../errors.ts";
import { decodeNumber, encodeNumber } from "./cursor.ts";
import { type ExportSource, segmentOf, sourceKey, sourceOf } from "./export-source.ts";
import { type LastRun, lastRunsTo } from "./last-runs.ts";
import type { Making } from "./making.ts";
import { type Cause, type Frozen, NOTHING_SENT, type Progress, type RunStatus, type Written } from "./run-parts.ts";
import type { Tables } from "./tables.ts";
import { storable } from "./text.ts";

/** One export to one destination. */
export interface ExportRun {
  readonly id: string;
  readonly source: ExportSource;
  /** The id of a destination, which may be deleted by now. */
  readonly destination: string;
  /** The schedule that it was due by, and the instant at which; null: it was made by hand. */
  readonly schedule: string | null;
  readonly slot: string | null;
  readonly cause: Cause;
  /** Who asked for it; null: it was due. */
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly frozen: Frozen;
  readonly status: RunStatus;
  /** Whether somebody said that it goes on, whatever its size is. */
  readonly confirmed: boolean;
  readonly written: Written | null;
  readonly progress: Progress;
  /** Why it failed, or why it is tried again or held. */
  readonly failure: ErrorBody | null;
  /** How often it was begun. */
  readonly tries: number;
  /** Tries in a row that failed, since a row was taken last. */
  readonly failures: number;
  /** Instants are RFC 3339, UTC. */
  readonly nextTryAt: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** When its rows and files went. */
  readonly clearedAt: string | null;
}

export interface NewRun extends Pick<ExportRun, "source" | "destination" | "frozen"> {
  /** Null: by hand. */
  readonly due: { readonly schedule: string; readonly slot: number } | null;
  readonly user: string | null;
}

export interface RunsPage {
  readonly runs: readonly ExportRun[];
  readonly next: string | null;
}

export interface RunsFilter {
  readonly source?: ExportSource | undefined;
  readonly destination?: string | undefined;
  readonly schedule?: string | undefined;
  readonly status?: RunStatus | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** What is done with runs. Where one is unknown: `AppError("not_found")`. */
export interface RunStore {
  /** Undefined: the slot was taken by another run. */
  add(run: NewRun): Promise<ExportRun | undefined>;
  get(id: string): Promise<ExportRun>;
  /** The instants, RFC 3339 UTC, at which its customers count as sent: one for each time that it ended with some. */
  sentAt(id: string): Promise<readonly string[]>;
  /** The newest first. Throws `AppError("invalid_cursor")`. */
  list(filter: RunsFilter): Promise<RunsPage>;
  /** The ids of those that wait or run, the oldest first. */
  open(): Promise<readonly string[]>;
  /** The newest to each of several destinations, by their ids; nothing of those to which none went. */
  lastTo(destinations: readonly string[]): Promise<ReadonlyMap<string, LastRun>>;
  /** The newest that finished of a source and a destination. */
  lastFinished(destination: string, source: ExportSource): Promise<ExportRun | undefined>;
  /**
   * Those that ended before an instant (epoch milliseconds) and still have rows or files: with the process of a name (`RunWork.holder`), or with
   * another that has left them for a day.
   */
  endedBefore(instant: number, holder: string): Promise<readonly ExportRun[]>;
  setCleared(id: string): Promise<void>;
  /** Cancels what has not ended. Who works on it settles what was sent by then. */
  cancel(id: string): Promise<ExportRun>;
  /** Lets go on what is held, and again what failed or was cancelled. Throws `AppError("not_retryable")` otherwise, and once a newer one was begun. */
  again(id: string): Promise<ExportRun>;
}

const PAGE = 50;
const DAY_MS = 86_400_000;
/** Holds a run that was cancelled between two tries, until it is settled. */
export const NOBODY = "nobody";

export function runStore(db: Kysely<Tables>, { clock, newId }: Making): RunStore {
  const get = async (id: string): Promise<ExportRun> => {
    const row = await rows(db).where("export_runs.id", "=", storable(id)).executeTakeFirst();
    if (!row) throw unknown(id);
    return exportRun(row);
  };

  return {
    get,

    async sentAt(id) {
      const found = await db.selectFrom("sendings").select("at").where("run_id", "=", storable(id)).orderBy("at").execute();
      return found.map(({ at }) => at.toISOString());
    },

    async add({ source, destination, frozen, due, user }) {
      const added = await db
        .insertInto("export_runs")
        .values({
          id: newId(),
          ...{ destination_id: destination, source: sourceKey(source), segment_id: segmentOf(source) },
          ...{ schedule_id: due?.schedule ?? null, slot: due === null ? null : new Date(due.slot), cause: due === null ? "hand" : "schedule" },
          ...{ user_id: user, frozen: JSON.stringify(frozen), status: "waiting", confirmed: false, progress: JSON.stringify(NOTHING_SENT), tries: 0, created_at: new Date(clock()) },
        })
        .onConflict((conflict) => conflict.columns(["schedule_id", "slot"]).doNothing())
        .returning("id")
        .executeTakeFirst();
      return added && get(added.id);
    },

    async list({ source, destination, schedule, status, cursor, limit = PAGE }) {
      let query = rows(db);
      if (source !== undefined) query = query.where("export_runs.source", "=", sourceKey(source));
      if (destination !== undefined) query = query.where("destination_id", "=", storable(destination));
      if (schedule !== undefined) query = query.where("schedule_id", "=", storable(schedule));
      if (status !== undefined) query = query.where("status", "=", status);
      if (cursor !== undefined) query = query.where("number", "<", decodeNumber(cursor));
      const found = await query.orderBy("number", "desc").limit(limit + 1).execute();
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return { runs: page.map(exportRun), next: last ? encodeNumber(Number(last.number)) : null };
    },

    async open() {
      const found = await db.selectFrom("export_runs").select("id").where("status", "in", ["waiting", "running"]).orderBy("number").execute();
      return found.map(({ id }) => id);
    },

    lastTo: (destinations) => lastRunsTo(db, destinations),

    async lastFinished(destination, source) {
      const row = await rows(db)
        .where("destination_id", "=", destination)
        .where("export_runs.source", "=", sourceKey(source))
        .where("status", "=", "finished")
        .orderBy("number", "desc")
        .executeTakeFirst();
      return row && exportRun(row);
    },

    async endedBefore(instant, holder) {
      const found = await rows(db)
        .where("ended_at", "<", new Date(instant))
        .where("cleared_at", "is", null)
        .where((eb) => eb.or([isWith(holder), eb("ended_at", "<", new Date(instant - DAY_MS))]))
        .orderBy("number")
        .execute();
      return found.map(exportRun);
    },

    async setCleared(id) {
      await db.updateTable("export_runs").set({ cleared_at: new Date(clock()) }).where("id", "=", id).execute();
    },

    async cancel(id) {
      const now = new Date(clock());
      const held_by = sql<string | null>`coalesce(held_by, CASE WHEN written IS NOT NULL THEN ${NOBODY} END)`;
      await db
        .updateTable("export_runs")
        .set({ status: "cancelled", ended_at: now, next_try_at: null, held_by, held_until: sql<Date>`coalesce(held_until, ${now})` })
        .where("id", "=", storable(id))
        .where("ended_at", "is", null)
        .execute();
      return get(id);
    },

    async again(id) {
      const before = await get(id);
      let newer = db
        .selectFrom("export_runs")
        .select("export_runs.id")
        .where("destination_id", "=", before.destination)
        .where("export_runs.source", "=", sourceKey(before.source))
        .where("tries", ">", 0)
        .where("number", ">", (eb) => eb.selectFrom("export_runs as this").select("this.number").where("this.id", "=", before.id));
      // Of several that are held nothing was sent.
      if (before.status === "held") newer = newer.where("status", "!=", "held");
      if (await newer.executeTakeFirst()) throw notRetryable("a newer one was begun since");
      const changed = await db
        .updateTable("export_runs")
        .set({ status: "waiting", ended_at: null, next_try_at: null, failure: null, failures: 0, held_by: null, held_until: new Date(clock()), confirmed: sql<boolean>`confirmed OR status = 'held'` })
        .where("id", "=", storable(id))
        .where("status", "in", ["held", "failed", "cancelled"])
        .where("cleared_at", "is", null)
        .where("held_by", "is", null)
        .returning("id")
        .executeTakeFirst();
      const run = await get(id);
      if (changed) return run;
      if (run.clearedAt !== null) throw notRetryable("its rows are not kept any more");
      if (run.status === "cancelled") throw notRetryable("what was sent until it was cancelled is still being settled", "Try again in a moment.");
      throw notRetryable(`it is ${run.status}`);
    },
  };
}

/** Whether the rows of a run are on the engine of a process; or they are not written down. */
export function isWith(holder: string): RawBuilder<SqlBool> {
  return sql<boolean>`coalesce(written->>'by', ${holder}) = ${holder}`;
}

export function rows(db: Kysely<Tables>) {
  return db.selectFrom("export_runs").leftJoin("users", "users.id", "export_runs.user_id").selectAll("export_runs").select("users.name as user_name");
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>;

export function exportRun(row: Row): ExportRun {
  return {
    id: row.id,
    source: sourceOf(row.source),
    destination: row.destination_id,
    schedule: row.schedule_id,
    slot: row.slot?.toISOString() ?? null,
    cause: row.cause,
    by: row.user_id === null ? null : { id: row.user_id, name: row.user_name ?? "" },
    frozen: row.frozen,
    status: row.status,
    confirmed: row.confirmed,
    written: row.written,
    progress: row.progress,
    failure: row.failure,
    tries: row.tries,
    failures: row.failures,
    nextTryAt: row.next_try_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    clearedAt: row.cleared_at?.toISOString() ?? null,
  };
}

function notRetryable(why: string, hint = "Make a new export."): AppError {
  return new AppError("not_retryable", `This run can't go on: ${why}.`, { hint });
}

function unknown(id: string): AppError {
  return new AppError("not_found", `There is no run ${JSON.stringify(id)}.`, { path: ["id"] });
}
