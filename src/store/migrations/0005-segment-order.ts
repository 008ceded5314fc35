import { type Kysely, type Migration, sql } from "kysely";
import { sortKey } from "../text.ts";

export const segmentOrder: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable("segments").addColumn("sort_name", "text", (column) => column.notNull().defaultTo("")).execute();
    const { rows } = await sql<{ id: string; name: string }>`SELECT id, name FROM segments`.execute(db);
    for (const { id, name } of rows) await sql`UPDATE segments SET sort_name = ${sortKey(name)} WHERE id = ${id}`.execute(db);
    await sql`ALTER TABLE segments ALTER COLUMN sort_name DROP DEFAULT`.execute(db);
  },
};
