import type { Kysely } from "kysely";
import { z } from "zod";
import type { Catalog } from "../catalog/types.ts";
import type { Tile } from "../results/insights/tile.ts";
import { type RoleMapping, rolePlayers } from "../smart/resolve-roles.ts";
import type { Tables } from "./tables.ts";

export const TILE_COLORS = ["indigo", "teal", "orange", "grape", "red", "gray"] as const;
export type TileColor = (typeof TILE_COLORS)[number];

/** A tile as it is shown. */
export interface ShownTile {
  readonly tile: Tile;
  /** Null: told from what it looks at. */
  readonly title: string | null;
  readonly color: TileColor;
  readonly note: string | null;
}

/** The tiles that all see, and those that one person added. */
export interface TileBoard {
  readonly shared: readonly ShownTile[];
  /** Whether no administrator chose the shared ones: they are then a guess from the smart segments' roles. */
  readonly suggested: boolean;
  readonly own: readonly ShownTile[];
}

export interface TileStore {
  read(user: string, catalog: Catalog, roles: RoleMapping): Promise<TileBoard>;
  /** Null: suggested ones again. */
  writeShared(tiles: readonly ShownTile[] | null): Promise<void>;
  writeOwn(user: string, tiles: readonly ShownTile[]): Promise<void>;
}

/** Longer than any id of a user, which is what else stands there. */
const SHARED = "shared by all in the workspace";

/** Written by this program alone, after it was checked. */
const stored: z.ZodType<readonly ShownTile[]> = z.array(
  z.object({ tile: z.custom<Tile>(), title: z.string().nullable(), color: z.enum(TILE_COLORS), note: z.string().nullable() }),
);

export function tileStore(db: Kysely<Tables>): TileStore {
  const write = async (owner: string, tiles: readonly ShownTile[]): Promise<void> => {
    const text = JSON.stringify(tiles);
    await db
      .insertInto("insight_tiles")
      .values({ owner, tiles: text })
      .onConflict((conflict) => conflict.column("owner").doUpdateSet({ tiles: text }))
      .execute();
  };
  return {
    async read(user, catalog, roles) {
      const rows = await db.selectFrom("insight_tiles").selectAll().where("owner", "in", [SHARED, user]).execute();
      const of = (owner: string): readonly ShownTile[] | undefined => {
        const row = rows.find((one) => one.owner === owner);
        return row && stored.parse(JSON.parse(row.tiles));
      };
      const shared = of(SHARED);
      return { shared: shared ?? suggestedTiles(catalog, roles), suggested: shared === undefined, own: of(user) ?? [] };
    },
    async writeShared(tiles) {
      if (tiles === null) await db.deleteFrom("insight_tiles").where("owner", "=", SHARED).execute();
      else await write(SHARED, tiles);
    },
    writeOwn: write,
  };
}

/** Every list of tiles that was chosen; `owner` is the id of a user, null: all see them. */
export async function keptTiles(db: Kysely<Tables>): Promise<readonly { readonly owner: string | null; readonly tiles: readonly ShownTile[] }[]> {
  const rows = await db.selectFrom("insight_tiles").selectAll().orderBy("owner").execute();
  return rows.map(({ owner, tiles }) => ({ owner: owner === SHARED ? null : owner, tiles: stored.parse(JSON.parse(tiles)) }));
}

const ATTRIBUTES = ["source", "country", "birth_date", "age", "device", "channel", "email_consent", "signed_up_at", "total_spend"] as const;
const EVENTS = ["order", "visit"] as const;
const MOST_OTHERS = 3;

/** Tiles of what plays a role in the smart segments; where nothing does, of the first attributes and the most frequent event. */
function suggestedTiles(catalog: Catalog, mapping: RoleMapping): readonly ShownTile[] {
  const players = rolePlayers(catalog, mapping);
  const named = ATTRIBUTES.flatMap((role) => players(role).slice(0, 1));
  const attributes = named.length > 0 ? named : catalog.attributes.slice(0, MOST_OTHERS).map(({ name }) => name);
  const frequent = catalog.events.toSorted((one, other) => other.count - one.count).slice(0, 1);
  const roles = EVENTS.flatMap((role) => players(role).slice(0, 1));
  const events = roles.length > 0 ? roles : frequent.map(({ name }) => name);
  const tiles: readonly Tile[] = [
    ...[...new Set(attributes)].map((attribute) => ({ kind: "attribute", attribute }) as const),
    ...[...new Set(events)].map((event) => ({ kind: "event", event, by: "week" }) as const),
  ];
  return tiles.map((tile) => ({ tile, title: null, color: "indigo", note: null }));
}
