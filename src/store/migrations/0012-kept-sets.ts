import { type Kysely, type Migration, sql } from "kysely";

/** Whom destinations were sent, and at which refreshes the engine keeps who entered and left. */
export const keptSets: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const moment = sql`timestamptz(3)`;
    await db.schema
      .createTable("sendings")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("destination_id", "text", (column) => column.notNull().references("destinations.id"))
      .addColumn("run_id", "text", (column) => column.notNull().references("export_runs.id"))
      .addColumn("at", moment, (column) => column.notNull())
      .execute();
    await db.schema.createIndex("sendings_destination_idx").on("sendings").columns(["destination_id", "at"]).execute();
    await db.schema.createIndex("sendings_run_idx").on("sendings").column("run_id").execute();
    await db.schema.alterTable("refreshes").addColumn("keeps_moves", "boolean", (column) => column.notNull().defaultTo(false)).execute();
  },
};
