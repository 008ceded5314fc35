import type { Kysely, Selectable } from "kysely";
import { AppError } from "../errors.ts";
import { type ExportSource, segmentOf, sourceKey, sourceOf } from "./export-source.ts";
import type { ExportScheduleTable } from "./export-tables.ts";
import type { Making } from "./making.ts";
import type { Tables } from "./tables.ts";
import { storable } from "./text.ts";
import type { Timing } from "./timing.ts";

/** An export that is made again and again. */
export interface ExportSchedule {
  readonly id: string;
  readonly source: ExportSource;
  /** The id of a destination. */
  readonly destination: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly timing: Timing;
  readonly paused: boolean;
  readonly createdBy: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** Nothing is due before: when it was made, changed or went on, or what was due last and can't be made. RFC 3339, UTC. */
  readonly dueFrom: string;
}

export type ScheduleSetup = Pick<ExportSchedule, "destination" | "parameters" | "timing" | "paused">;

/** Where one is unknown: `AppError("not_found")`. */
export interface ExportScheduleStore {
  /** In the order in which they were made; of one source or destination alone, or of all. */
  list(of?: { readonly source?: ExportSource | undefined; readonly destination?: string | undefined }): Promise<readonly ExportSchedule[]>;
  get(id: string): Promise<ExportSchedule>;
  /** Throws `AppError("too_many_schedules")`. `from`: nothing is due before, in epoch milliseconds; left out: the present. */
  add(source: ExportSource, setup: ScheduleSetup, user: string, from?: number): Promise<ExportSchedule>;
  change(id: string, setup: ScheduleSetup, from?: number): Promise<ExportSchedule>;
  /** Nothing is due any more up to an instant (epoch milliseconds): what was due then can't be made. */
  skip(id: string, slot: number): Promise<void>;
  remove(id: string): Promise<void>;
}

const MOST_OF_SOURCE = 50;

export function exportScheduleStore(db: Kysely<Tables>, { clock, newId }: Making): ExportScheduleStore {
  const get = async (id: string): Promise<ExportSchedule> => {
    const row = await db.selectFrom("export_schedules").selectAll().where("id", "=", storable(id)).executeTakeFirst();
    if (!row) throw unknown(id);
    return schedule(row);
  };
  const list: ExportScheduleStore["list"] = async ({ source, destination } = {}) => {
    let rows = db.selectFrom("export_schedules").selectAll().orderBy("created_at").orderBy("id");
    if (source !== undefined) rows = rows.where("source", "=", sourceKey(source));
    if (destination !== undefined) rows = rows.where("destination_id", "=", storable(destination));
    return (await rows.execute()).map(schedule);
  };

  return {
    get,
    list,

    async add(source, setup, user, from = clock()) {
      const { length } = await list({ source });
      if (length >= MOST_OF_SOURCE) {
        throw new AppError("too_many_schedules", `At most ${MOST_OF_SOURCE} exports of one segment are scheduled.`, { hint: "Delete one that is not needed any more." });
      }
      const id = newId();
      const now = new Date(clock());
      const made = { id, source: sourceKey(source), segment_id: segmentOf(source), created_by: user, created_at: now, due_from: new Date(from) };
      await db.insertInto("export_schedules").values({ ...made, ...columns(setup) }).execute();
      return get(id);
    },

    async change(id, setup, from = clock()) {
      const changed = await db
        .updateTable("export_schedules")
        .set({ ...columns(setup), due_from: new Date(from) })
        .where("id", "=", storable(id))
        .returning("id")
        .executeTakeFirst();
      if (!changed) throw unknown(id);
      return get(id);
    },

    async skip(id, slot) {
      await db.updateTable("export_schedules").set({ due_from: new Date(slot) }).where("id", "=", storable(id)).where("due_from", "<", new Date(slot)).execute();
    },

    async remove(id) {
      const removed = await db.deleteFrom("export_schedules").where("id", "=", storable(id)).returning("id").executeTakeFirst();
      if (!removed) throw unknown(id);
    },
  };
}

function columns({ destination, parameters, timing, paused }: ScheduleSetup) {
  return { destination_id: destination, parameters: JSON.stringify(parameters), timing: JSON.stringify(timing), paused };
}

function schedule(row: Selectable<ExportScheduleTable>): ExportSchedule {
  return {
    id: row.id,
    source: sourceOf(row.source),
    destination: row.destination_id,
    parameters: row.parameters,
    timing: row.timing,
    paused: row.paused,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    dueFrom: row.due_from.toISOString(),
  };
}

function unknown(id: string): AppError {
  return new AppError("not_found", `There is no scheduled export ${JSON.stringify(id)}.`, { path: ["id"] });
}
