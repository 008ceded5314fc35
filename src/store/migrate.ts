import { type Kysely, type Migration, Migrator } from "kysely";
import { AppError } from "../errors.ts";
import { users } from "./migrations/0001-users.ts";
import { segments } from "./migrations/0002-segments.ts";
import { refreshes } from "./migrations/0003-refreshes.ts";
import { tags } from "./migrations/0004-tags.ts";
import { segmentOrder } from "./migrations/0005-segment-order.ts";
import { roles } from "./migrations/0006-roles.ts";
import { insightTiles } from "./migrations/0007-insight-tiles.ts";
import { smartCards } from "./migrations/0008-smart-cards.ts";
import { peopleNotes } from "./migrations/0009-people-notes.ts";
import { featured } from "./migrations/0010-featured.ts";
import { exports } from "./migrations/0011-exports.ts";
import { keptSets } from "./migrations/0012-kept-sets.ts";
import type { Tables } from "./tables.ts";

/** In the order of their names. One that was released is never changed, only followed. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-users": users,
  "0002-segments": segments,
  "0003-refreshes": refreshes,
  "0004-tags": tags,
  "0005-segment-order": segmentOrder,
  "0006-roles": roles,
  "0007-insight-tiles": insightTiles,
  "0008-smart-cards": smartCards,
  "0009-people-notes": peopleNotes,
  "0010-featured": featured,
  "0011-exports": exports,
  "0012-kept-sets": keptSets,
};

/** Brings the tables to this program's state. Throws `AppError("store_too_new")` when a newer program was here before. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  await refuseNewer(db);
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function refuseNewer(db: Kysely<Tables>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return;
  const records = db.withTables<{ kysely_migration: { name: string } }>();
  const done = await records.selectFrom("kysely_migration").select("name").execute();
  const unknown = done.find(({ name }) => !(name in migrations));
  if (unknown) {
    throw new AppError("store_too_new", `The saved segments were last opened by a newer version of Coterie (${unknown.name}).`, {
      hint: "Update Coterie, or open another data directory.",
    });
  }
}
