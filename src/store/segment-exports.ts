import { type Kysely, sql } from "kysely";
import type { RunStatus } from "./run-parts.ts";
import type { Tables } from "./tables.ts";
import type { Timing } from "./timing.ts";

/** What is known of the exports of a saved segment. */
export interface KnownExports {
  /** The newest run; null: there is none. */
  readonly last: LastExport | null;
  /** In the order in which they were made. */
  readonly schedules: readonly ScheduleMark[];
}

export interface LastExport {
  /** The id of a run. */
  readonly run: string;
  /** The name of a destination. */
  readonly destination: string;
  readonly status: RunStatus;
  /** When it was asked for, RFC 3339, UTC. */
  readonly at: string;
}

export interface ScheduleMark {
  readonly id: string;
  /** The name of a destination. */
  readonly destination: string;
  readonly timing: Timing;
  readonly paused: boolean;
}

/** When the newest run of a segment of the table `segments` was asked for, in epoch milliseconds; for sorting. */
export const lastExported = sql<string | number | null>`(
  SELECT round(extract(epoch FROM created_at) * 1000) FROM export_runs
  WHERE export_runs.segment_id = segments.id ORDER BY number DESC LIMIT 1
)`;

/** Of several segments by their ids; of one without runs and schedules nothing is told. */
export async function exportsOfSegments(db: Kysely<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, KnownExports>> {
  if (ids.length === 0) return new Map();
  const runs = await db
    .selectFrom("segments")
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("export_runs")
          .select(["export_runs.id as run", "destination_id", "status", "export_runs.created_at as asked_at"])
          .whereRef("export_runs.segment_id", "=", "segments.id")
          .orderBy("number", "desc")
          .limit(1)
          .as("newest"),
      (join) => join.onTrue(),
    )
    .innerJoin("destinations", "destinations.id", "newest.destination_id")
    .select(["segments.id", "newest.run", "destinations.name", "newest.status", "newest.asked_at"])
    .where("segments.id", "in", ids)
    .execute();
  const schedules = await db
    .selectFrom("export_schedules")
    .innerJoin("destinations", "destinations.id", "export_schedules.destination_id")
    .select(["export_schedules.id", "segment_id", "destinations.name", "timing", "paused"])
    .where("segment_id", "in", ids)
    .orderBy("export_schedules.created_at")
    .orderBy("export_schedules.id")
    .execute();
  const found = new Map<string, KnownExports>();
  for (const { id, run, name, status, asked_at } of runs) {
    found.set(id, { last: { run, destination: name, status, at: asked_at.toISOString() }, schedules: [] });
  }
  for (const { id, segment_id, name, timing, paused } of schedules) {
    if (segment_id === null) continue;
    const { last, schedules: before } = found.get(segment_id) ?? { last: null, schedules: [] };
    found.set(segment_id, { last, schedules: [...before, { id, destination: name, timing, paused }] });
  }
  return found;
}
