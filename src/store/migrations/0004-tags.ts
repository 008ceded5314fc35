import { type Kysely, type Migration, sql } from "kysely";

export const tags: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("tags")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      // The name in one letter case, as this program folds it: what the database does with letters depends on how it was set up.
      .addColumn("folded", "text", (column) => column.notNull().unique())
      .addColumn("color", "text", (column) => column.notNull())
      .addColumn("created_at", sql`timestamptz(3)`, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("segment_tags")
      .addColumn("segment_id", "text", (column) => column.notNull().references("segments.id").onDelete("cascade"))
      .addColumn("tag_id", "text", (column) => column.notNull().references("tags.id").onDelete("cascade"))
      .addPrimaryKeyConstraint("segment_tags_pkey", ["segment_id", "tag_id"])
      .execute();
    await db.schema.createIndex("segment_tags_tag_idx").on("segment_tags").column("tag_id").execute();
  },
};
