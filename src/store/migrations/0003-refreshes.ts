import { type Kysely, type Migration, sql } from "kysely";

export const refreshes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("refreshes")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("number", "bigint", (column) => column.notNull().unique().generatedAlwaysAsIdentity())
      .addColumn("segment_id", "text", (column) => column.notNull().references("segments.id").onDelete("cascade"))
      .addColumn("revision", "integer", (column) => column.notNull())
      .addColumn("as_of", sql`timestamptz(3)`, (column) => column.notNull())
      .addColumn("cause", "text", (column) => column.notNull())
      .addColumn("user_id", "text", (column) => column.references("users.id"))
      .addColumn("elapsed_ms", "double precision", (column) => column.notNull())
      .addColumn("failure", "json")
      .addColumn("membership", "text")
      .addColumn("compared_with", "text")
      .addColumn("evaluated_at", sql`timestamptz(3)`)
      .addColumn("time_zone", "text")
      .addColumn("data_version", "bigint")
      .addColumn("definition_hash", "text")
      .addColumn("count", "bigint")
      .addColumn("base", "bigint")
      .addColumn("entered", "bigint")
      .addColumn("left", "bigint")
      .addColumn("redefined", "boolean")
      .addCheckConstraint("refreshes_failed_or_done", sql`(failure IS NULL) = (membership IS NOT NULL)`)
      .execute();
    await sql`CREATE INDEX refreshes_latest_idx ON refreshes (segment_id, number DESC)`.execute(db);
    await sql`CREATE INDEX refreshes_as_of_idx ON refreshes (as_of)`.execute(db);
    await sql`CREATE INDEX refreshes_membership_idx ON refreshes (membership)`.execute(db);
  },
};
