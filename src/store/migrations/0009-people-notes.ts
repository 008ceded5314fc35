import { type Kysely, type Migration, sql } from "kysely";

export const peopleNotes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("segment_people")
      .addColumn("segment_id", "text", (column) => column.notNull().references("segments.id").onDelete("cascade"))
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id"))
      .addColumn("access", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("segment_people_pkey", ["segment_id", "user_id"])
      .execute();
    await db.schema.createIndex("segment_people_user_idx").on("segment_people").column("user_id").execute();
    await db.schema
      .createTable("segment_notes")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("segment_id", "text", (column) => column.notNull().references("segments.id").onDelete("cascade"))
      .addColumn("author_id", "text", (column) => column.notNull().references("users.id"))
      .addColumn("text", "text", (column) => column.notNull())
      .addColumn("created_at", sql`timestamptz(3)`, (column) => column.notNull())
      .addColumn("edited_at", sql`timestamptz(3)`)
      .execute();
    await db.schema.createIndex("segment_notes_segment_idx").on("segment_notes").columns(["segment_id", "created_at"]).execute();
    await db.schema
      .createTable("test_people")
      .addColumn("user_id", "text", (column) => column.primaryKey().references("users.id"))
      .addColumn("keys", "json", (column) => column.notNull())
      .execute();
    // What a revision held when it was saved; null: it was not counted then.
    await db.schema.alterTable("segment_revisions").addColumn("count", "bigint").addColumn("base", "bigint").execute();
  },
};
