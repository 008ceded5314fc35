import { type Kysely, type Migration, sql } from "kysely";

export const exports: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const moment = sql`timestamptz(3)`;
    await db.schema
      .createTable("destinations")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("type", "text", (column) => column.notNull())
      .addColumn("settings", "json", (column) => column.notNull())
      .addColumn("secrets", "json", (column) => column.notNull())
      .addColumn("shape", "json", (column) => column.notNull())
      .addColumn("users", "json")
      .addColumn("revision", "integer", (column) => column.notNull())
      .addColumn("created_by", "text", (column) => column.notNull().references("users.id"))
      .addColumn("created_at", moment, (column) => column.notNull())
      .addColumn("changed_at", moment, (column) => column.notNull())
      .addColumn("deleted_at", moment)
      .execute();
    await db.schema
      .createTable("export_schedules")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("destination_id", "text", (column) => column.notNull().references("destinations.id"))
      .addColumn("source", "text", (column) => column.notNull())
      .addColumn("segment_id", "text", (column) => column.references("segments.id").onDelete("cascade"))
      .addColumn("parameters", "json", (column) => column.notNull())
      .addColumn("timing", "json", (column) => column.notNull())
      .addColumn("paused", "boolean", (column) => column.notNull())
      .addColumn("created_by", "text", (column) => column.notNull().references("users.id"))
      .addColumn("created_at", moment, (column) => column.notNull())
      .addColumn("due_from", moment, (column) => column.notNull())
      .execute();
    await db.schema.createIndex("export_schedules_source_idx").on("export_schedules").column("source").execute();
    await db.schema.createIndex("export_schedules_segment_idx").on("export_schedules").column("segment_id").execute();
    await db.schema
      .createTable("export_runs")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("number", "bigint", (column) => column.notNull().unique().generatedAlwaysAsIdentity())
      .addColumn("destination_id", "text", (column) => column.notNull().references("destinations.id"))
      .addColumn("schedule_id", "text", (column) => column.references("export_schedules.id").onDelete("set null"))
      .addColumn("slot", moment)
      .addColumn("source", "text", (column) => column.notNull())
      .addColumn("segment_id", "text", (column) => column.references("segments.id").onDelete("set null"))
      .addColumn("cause", "text", (column) => column.notNull())
      .addColumn("user_id", "text", (column) => column.references("users.id"))
      .addColumn("frozen", "json", (column) => column.notNull())
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("confirmed", "boolean", (column) => column.notNull().defaultTo(false))
      .addColumn("written", "json")
      .addColumn("progress", "json", (column) => column.notNull())
      .addColumn("failure", "json")
      .addColumn("tries", "integer", (column) => column.notNull())
      .addColumn("failures", "integer", (column) => column.notNull().defaultTo(0))
      .addColumn("next_try_at", moment)
      .addColumn("held_by", "text")
      .addColumn("held_until", moment)
      .addColumn("created_at", moment, (column) => column.notNull())
      .addColumn("started_at", moment)
      .addColumn("ended_at", moment)
      .addColumn("cleared_at", moment)
      .addUniqueConstraint("export_runs_slot_key", ["schedule_id", "slot"])
      .execute();
    for (const column of ["destination_id", "segment_id", "source", "schedule_id"] as const) {
      await db.schema.createIndex(`export_runs_${column}_idx`).on("export_runs").columns([column, "number"]).execute();
    }
    await sql`CREATE INDEX export_runs_open_idx ON export_runs (status) WHERE ended_at IS NULL`.execute(db);
    await db.schema
      .createTable("deliveries")
      .addColumn("destination_id", "text", (column) => column.notNull().references("destinations.id"))
      .addColumn("source", "text", (column) => column.notNull())
      .addColumn("sent", "json", (column) => column.notNull())
      .addColumn("run_id", "text", (column) => column.notNull().references("export_runs.id"))
      .addPrimaryKeyConstraint("deliveries_pkey", ["destination_id", "source"])
      .execute();
    await db.schema
      .createTable("notifications")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id"))
      .addColumn("about", "json", (column) => column.notNull())
      .addColumn("created_at", moment, (column) => column.notNull())
      .addColumn("read_at", moment)
      .execute();
    await db.schema.createIndex("notifications_user_idx").on("notifications").columns(["user_id", "created_at"]).execute();
  },
};
