import { type Kysely, type Migration, sql } from "kysely";

/** Until here there was the administrator alone. */
export const roles: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable("users")
      .addColumn("role", "text", (column) => column.notNull().defaultTo("administrator"))
      .addColumn("disabled_at", sql`timestamptz`)
      .execute();
    await sql`ALTER TABLE users ALTER COLUMN role SET DEFAULT 'member'`.execute(db);
    await sql`ALTER TABLE users ADD CONSTRAINT users_role_known CHECK (role IN ('administrator', 'member'))`.execute(db);
  },
};
