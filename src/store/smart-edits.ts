import type { Kysely } from "kysely";
import { AppError } from "../errors.ts";
import type { SmartEdit } from "../smart/smart-edit.ts";
import { smartGroups } from "../smart/groups.ts";
import type { Making } from "./making.ts";
import type { Tables } from "./tables.ts";

/** A card by the ids of its group and of itself within it. */
export interface CardPlace {
  readonly group: string;
  readonly card: string;
}

/** What administrators changed about the smart cards. Where a group or card is unknown: `AppError("not_found")`. */
export interface SmartEdits {
  list(): Promise<readonly SmartEdit[]>;
  /** Adds a card at the end of a group. Throws `AppError("too_many_cards")`. */
  add(group: string, card: Required<Pick<SmartEdit, "definition">> & { readonly name: string }): Promise<void>;
  /** What is left out stays as it is. */
  change(place: CardPlace, change: Partial<Pick<SmartEdit, "name" | "definition" | "hidden">>): Promise<void>;
  /** Makes a shipped card what it was, where it stands now; removes one that was added. */
  reset(place: CardPlace): Promise<void>;
  /** The cards of a group in a new order; those left out come after. */
  order(group: string, cards: readonly string[]): Promise<void>;
}

const MOST_ADDED = 50;

export function smartEdits(db: Kysely<Tables>, { clock, newId }: Making): SmartEdits {
  const list = async (): Promise<readonly SmartEdit[]> => {
    const rows = await db.selectFrom("smart_cards").selectAll().orderBy("changed_at").orderBy("card_id").execute();
    return rows.map(({ group_id, card_id, name, definition, time_zone, hidden, position }) => ({
      ...{ group: group_id, card: card_id, name, hidden, position },
      definition: definition === null ? null : { where: definition, timeZone: time_zone },
    }));
  };

  const write = async (place: CardPlace, change: Partial<SmartEdit>, tx: Kysely<Tables> = db): Promise<void> => {
    const set = {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.definition !== undefined && {
        definition: change.definition && JSON.stringify(change.definition.where),
        time_zone: change.definition?.timeZone ?? null,
      }),
      ...(change.hidden !== undefined && { hidden: change.hidden }),
      ...(change.position !== undefined && { position: change.position }),
      changed_at: new Date(clock()),
    };
    await tx
      .insertInto("smart_cards")
      .values({ group_id: place.group, card_id: place.card, hidden: false, ...set })
      .onConflict((conflict) => conflict.columns(["group_id", "card_id"]).doUpdateSet(set))
      .execute();
  };

  const assertKnown = async (places: readonly CardPlace[]): Promise<void> => {
    const edits = await list();
    for (const { group, card } of places) {
      const shipped = groupOf(group).cards.some(({ id }) => id === card);
      if (!shipped && !edits.some((edit) => edit.group === group && edit.card === card)) throw unknownCard(`${group}/${card}`);
    }
  };

  return {
    list,

    async add(group, { name, definition }) {
      const { cards } = groupOf(group);
      const edits = (await list()).filter((edit) => edit.group === group);
      const added = edits.filter(({ card }) => !cards.some(({ id }) => id === card));
      if (added.length >= MOST_ADDED) {
        throw new AppError("too_many_cards", `A group may have ${MOST_ADDED} cards of your own.`, { hint: "Remove one first." });
      }
      const last = Math.max(-1, ...edits.map(({ position }) => position ?? -1));
      // Without an order of the group's own it stands last anyway, after what is shipped.
      await write({ group, card: newId() }, { name, definition, position: last < 0 ? null : last + 1 });
    },

    async change(place, change) {
      await assertKnown([place]);
      await write(place, change);
    },

    async reset(place) {
      await assertKnown([place]);
      if (groupOf(place.group).cards.some(({ id }) => id === place.card)) return write(place, { name: null, definition: null, hidden: false });
      await db.deleteFrom("smart_cards").where("group_id", "=", place.group).where("card_id", "=", place.card).execute();
    },

    async order(group, cards) {
      groupOf(group);
      await assertKnown(cards.map((card) => ({ group, card })));
      await db.transaction().execute(async (tx) => {
        await tx.updateTable("smart_cards").set({ position: null }).where("group_id", "=", group).execute();
        for (const [position, card] of cards.entries()) await write({ group, card }, { position }, tx);
      });
    },
  };
}

function groupOf(id: string) {
  const group = smartGroups.find((one) => one.id === id);
  if (!group) throw new AppError("not_found", `There is no group ${JSON.stringify(id)} of smart segments.`, { path: ["group"] });
  return group;
}

function unknownCard(id: string): AppError {
  return new AppError("not_found", `There is no smart segment ${JSON.stringify(id)}.`, { path: ["card"], hint: "GET /smart lists them." });
}
