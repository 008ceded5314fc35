import type { Kysely } from "kysely";
import type { RunStatus } from "./run-parts.ts";
import type { Tables } from "./tables.ts";

/** The newest run to a destination. */
export interface LastRun {
  /** The id of a run. */
  readonly run: string;
  readonly status: RunStatus;
  /** When it was asked for, RFC 3339, UTC. */
  readonly at: string;
}

/** To several destinations by their ids; of one to which nothing went nothing is told. */
export async function lastRunsTo(db: Kysely<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, LastRun>> {
  if (ids.length === 0) return new Map();
  const runs = await db
    .selectFrom("destinations")
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("export_runs")
          .select(["export_runs.id as run", "status", "export_runs.created_at as asked_at"])
          .whereRef("export_runs.destination_id", "=", "destinations.id")
          .orderBy("number", "desc")
          .limit(1)
          .as("newest"),
      (join) => join.onTrue(),
    )
    .select(["destinations.id", "newest.run", "newest.status", "newest.asked_at"])
    .where("destinations.id", "in", ids)
    .execute();
  return new Map(runs.map(({ id, run, status, asked_at }) => [id, { run, status, at: asked_at.toISOString() }]));
}
