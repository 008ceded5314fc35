import { type Kysely, type Migration, sql } from "kysely";

export const segments: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("settings")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("value", "text", (column) => column.notNull())
      .execute();

    await db.schema
      .createTable("segments")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("owner_id", "text", (column) => column.notNull().references("users.id"))
      .addColumn("revision", "integer", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("sentence", "text", (column) => column.notNull())
      .addColumn("created_at", sql`timestamptz(3)`, (column) => column.notNull())
      .addColumn("updated_at", sql`timestamptz(3)`, (column) => column.notNull())
      .addColumn("deleted_at", sql`timestamptz(3)`)
      .execute();
    await sql`CREATE INDEX segments_latest_idx ON segments (updated_at DESC, id DESC) WHERE deleted_at IS NULL`.execute(db);

    // `json`, not `jsonb`: jsonb reorders keys and refuses U+0000, which a definition may name.
    await db.schema
      .createTable("segment_revisions")
      .addColumn("segment_id", "text", (column) => column.notNull().references("segments.id"))
      .addColumn("revision", "integer", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("definition", "json", (column) => column.notNull())
      .addColumn("time_zone", "text")
      .addColumn("sentence", "text", (column) => column.notNull())
      .addColumn("author_id", "text", (column) => column.notNull().references("users.id"))
      .addColumn("created_at", sql`timestamptz(3)`, (column) => column.notNull())
      .addPrimaryKeyConstraint("segment_revisions_pkey", ["segment_id", "revision"])
      .execute();
  },
};
