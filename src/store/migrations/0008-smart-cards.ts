import { type Kysely, type Migration, sql } from "kysely";

export const smartCards: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("smart_cards")
      .addColumn("group_id", "text", (column) => column.notNull())
      .addColumn("card_id", "text", (column) => column.notNull())
      .addColumn("name", "text")
      .addColumn("definition", "json")
      .addColumn("time_zone", "text")
      .addColumn("hidden", "boolean", (column) => column.notNull())
      .addColumn("position", "integer")
      .addColumn("changed_at", sql`timestamptz(3)`, (column) => column.notNull())
      .addPrimaryKeyConstraint("smart_cards_pkey", ["group_id", "card_id"])
      .execute();
  },
};
