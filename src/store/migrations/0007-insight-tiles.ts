import type { Kysely, Migration } from "kysely";

/** A list of tiles: by the id of the user who made it, or by the word `shared` of what all see. */
export const insightTiles: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("insight_tiles")
      .addColumn("owner", "text", (column) => column.primaryKey())
      .addColumn("tiles", "text", (column) => column.notNull())
      .execute();
  },
};
