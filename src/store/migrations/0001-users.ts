import { type Kysely, type Migration, sql } from "kysely";

/** The tables of `better-auth`, under our names: a test compares them with what the library expects. */
export const users: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("users")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("email", "text", (column) => column.notNull().unique())
      .addColumn("email_verified", "boolean", (column) => column.notNull().defaultTo(false))
      .addColumn("image", "text")
      .addColumn("created_at", sql`timestamptz`, (column) => column.notNull())
      .addColumn("updated_at", sql`timestamptz`, (column) => column.notNull())
      .execute();

    await db.schema
      .createTable("sessions")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("token", "text", (column) => column.notNull().unique())
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
      .addColumn("expires_at", sql`timestamptz`, (column) => column.notNull())
      .addColumn("ip_address", "text")
      .addColumn("user_agent", "text")
      .addColumn("created_at", sql`timestamptz`, (column) => column.notNull())
      .addColumn("updated_at", sql`timestamptz`, (column) => column.notNull())
      .execute();
    await db.schema.createIndex("sessions_user_id_idx").on("sessions").column("user_id").execute();

    await db.schema
      .createTable("accounts")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("account_id", "text", (column) => column.notNull())
      .addColumn("provider_id", "text", (column) => column.notNull())
      .addColumn("user_id", "text", (column) => column.notNull().references("users.id").onDelete("cascade"))
      .addColumn("access_token", "text")
      .addColumn("refresh_token", "text")
      .addColumn("id_token", "text")
      .addColumn("access_token_expires_at", sql`timestamptz`)
      .addColumn("refresh_token_expires_at", sql`timestamptz`)
      .addColumn("scope", "text")
      .addColumn("password", "text")
      .addColumn("created_at", sql`timestamptz`, (column) => column.notNull())
      .addColumn("updated_at", sql`timestamptz`, (column) => column.notNull())
      .execute();
    await db.schema.createIndex("accounts_user_id_idx").on("accounts").column("user_id").execute();

    await db.schema
      .createTable("verifications")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("identifier", "text", (column) => column.notNull())
      .addColumn("value", "text", (column) => column.notNull())
      .addColumn("expires_at", sql`timestamptz`, (column) => column.notNull())
      .addColumn("created_at", sql`timestamptz`, (column) => column.notNull())
      .addColumn("updated_at", sql`timestamptz`, (column) => column.notNull())
      .execute();
    await db.schema.createIndex("verifications_identifier_idx").on("verifications").column("identifier").execute();
  },
};
