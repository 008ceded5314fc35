import type { Kysely } from "kysely";
import type { SavedSegment } from "../segment/checked.ts";
import { smartGroups } from "../smart/groups.ts";
import { settings } from "./settings.ts";
import type { Tables } from "./tables.ts";
import { keptTiles } from "./tiles.ts";

/** What asks for something, by its id and its name. */
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

/** Where conditions of the workspace stand that ask for something, each kind by name. */
export interface Askers {
  readonly segments: readonly Use[];
  readonly smartCards: readonly Use[];
  readonly tiles: readonly TileUse[];
  /** Destinations, by their permissions. */
  readonly destinations: readonly Use[];
  /** Whether the suppression list of all exports does. */
  readonly suppression: boolean;
}

type Refers = (where: unknown) => boolean;

/** What in the workspace has a condition that refers so; what is in the trash does not count. `definitions` are those of all segments. */
export async function askersOf(db: Kysely<Tables>, refers: Refers, definitions: Iterable<SavedSegment>): Promise<Askers> {
  const cards = await db.selectFrom("smart_cards").select(["group_id", "card_id", "name", "definition"]).where("definition", "is not", null).execute();
  const destinations = await db.selectFrom("destinations").select(["id", "name", "shape"]).where("deleted_at", "is", null).execute();
  return {
    segments: byName([...definitions].filter(({ where }) => refers(where))),
    smartCards: byName(cards.filter(({ definition }) => refers(definition)).map((card) => ({ id: `${card.group_id}/${card.card_id}`, name: nameOf(card) }))),
    tiles: await tilesThat(db, refers),
    destinations: byName(destinations.filter(({ shape }) => refers(shape.permission))),
    // It is the only condition among the settings.
    suppression: refers(JSON.parse((await settings(db).read("exports")) ?? "null")),
  };
}

/** What would need repair without what it asks for, in words; the first few by their names. Undefined: nothing would. */
export function needing({ segments, smartCards, tiles, destinations, suppression }: Askers): string | undefined {
  const names = [
    ...segments.map(({ name }) => `the segment ${JSON.stringify(name)}`),
    ...smartCards.map(({ name }) => `the smart segment ${JSON.stringify(name)}`),
    ...tiles.map(({ title, owner }) => `${title === null ? "a tile" : `the tile ${JSON.stringify(title)}`} of ${owner ?? "everyone"}`),
    ...destinations.map(({ name }) => `the permission of the destination ${JSON.stringify(name)}`),
    ...(suppression ? ["the suppression list"] : []),
  ];
  if (names.length === 0) return undefined;
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

export function byName(uses: readonly Use[]): readonly Use[] {
  return uses.map(({ id, name }) => ({ id, name })).toSorted((first, second) => first.name.localeCompare(second.name, "en"));
}

const MOST_NAMED = 5;

async function tilesThat(db: Kysely<Tables>, refers: Refers): Promise<readonly TileUse[]> {
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
