import { type Kysely, type Migration, sql } from "kysely";

export const featured: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("featured")
      .addColumn("segment_id", "text", (column) => column.primaryKey().references("segments.id").onDelete("cascade"))
      .addColumn("name", "text")
      .addColumn("description", "text")
      .addColumn("picture", "text", (column) => column.notNull())
      .addColumn("position", "integer", (column) => column.notNull())
      .addColumn("created_at", sql`timestamptz(3)`, (column) => column.notNull())
      .execute();
  },
};
