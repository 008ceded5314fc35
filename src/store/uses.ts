import type { Kysely } from "kysely";
import type { SavedSegment } from "../segment/checked.ts";
import { referredSegments } from "../segment/referred-segments.ts";
import { smartGroups } from "../smart/groups.ts";
import type { Tables } from "./tables.ts";
import { keptTiles } from "./tiles.ts";

/** What uses a segment, by its id and its name. */
export interface Use {
  readonly id: string;
  readonly name: string;
}

/** A tile of the insights that is drawn of a condition. */
export interface TileUse {
  /** Null: it was given none. */
  readonly title: string | null;
  /** The name of who added it for themselves; null: all see it. */
  readonly owner: string | null;
}

/** All that uses some segments, each kind by name. */
export interface Uses {
  readonly segments: readonly Use[];
  readonly smartCards: readonly Use[];
  readonly tiles: readonly TileUse[];
  /** By the ids of the segments. */
  readonly featured: readonly Use[];
}

/** What refers to one of the segments, and is not one of them; what is in the trash does not count. `definitions` are those of all. */
export async function usesOf(db: Kysely<Tables>, ids: readonly string[], definitions: ReadonlyMap<string, SavedSegment>): Promise<Uses> {
  const asked = new Set(ids);
  const refers = (where: unknown) => [...referredSegments(where)].some((id) => asked.has(id));
  const segments = [...definitions.values()].filter(({ id, where }) => !asked.has(id) && refers(where));
  const cards = await db.selectFrom("smart_cards").select(["group_id", "card_id", "name", "definition"]).where("definition", "is not", null).execute();
  const featured = await db
    .selectFrom("featured")
    .innerJoin("segments", "segments.id", "featured.segment_id")
    .where("segments.deleted_at", "is", null)
    .select((eb) => ["segments.id", eb.fn.coalesce("featured.name", "segments.name").as("name")])
    .execute();
  return {
    segments: byName(segments.map(({ id, name }) => ({ id, name }))),
    smartCards: byName(cards.filter(({ definition }) => refers(definition)).map((card) => ({ id: `${card.group_id}/${card.card_id}`, name: nameOf(card) }))),
    tiles: await tilesThat(db, refers),
    featured: byName(featured.filter(({ id }) => asked.has(id))),
  };
}

/** What would need repair without the segments, in words; a featured one would only be gone with its segment. */
export function needing({ segments, smartCards, tiles }: Uses): readonly string[] {
  return [
    ...segments.map(({ name }) => `the segment ${JSON.stringify(name)}`),
    ...smartCards.map(({ name }) => `the smart segment ${JSON.stringify(name)}`),
    ...tiles.map(({ title, owner }) => `${title === null ? "a tile" : `the tile ${JSON.stringify(title)}`} of ${owner ?? "everyone"}`),
  ];
}

async function tilesThat(db: Kysely<Tables>, refers: (where: unknown) => boolean): Promise<readonly TileUse[]> {
  const users = new Map((await db.selectFrom("users").select(["id", "name"]).execute()).map(({ id, name }) => [id, name]));
  return (await keptTiles(db)).flatMap(({ owner, tiles }) =>
    tiles
      .filter(({ tile }) => tile.kind === "condition" && refers(tile.where))
      .map(({ title }) => ({ title, owner: owner === null ? null : (users.get(owner) ?? null) })),
  );
}

function nameOf({ group_id, card_id, name }: { readonly group_id: string; readonly card_id: string; readonly name: string | null }): string {
  const group = smartGroups.find(({ id }) => id === group_id);
  const own = name ?? group?.cards.find(({ id }) => id === card_id)?.name ?? card_id;
  return group ? `${group.title}: ${own}` : own;
}

function byName(uses: readonly Use[]): readonly Use[] {
  return uses.toSorted((first, second) => first.name.localeCompare(second.name, "en"));
}
