import type { Condition } from "../segment/ast.ts";
import { check } from "../segment/check.ts";
import type { Circumstances } from "../segment/checked.ts";
import { smartGroups } from "./groups.ts";
import { type RoleMapping, rolePlayers } from "./resolve-roles.ts";
import type { SmartEdit } from "./smart-edit.ts";
import { firstWay, shortOf } from "./ways.ts";

/** A ready segment, on this catalog. */
export interface ResolvedCard {
  /** Of the group and of the card in it, with a slash between. */
  readonly id: string;
  readonly name: string;
  /** Null: something is missing. */
  readonly where: Condition | null;
  /** IANA name; null: the workspace's. */
  readonly timeZone: string | null;
  /** The definition as a short sentence; null as `where` is. */
  readonly short: string | null;
  /** Labels of the roles that nothing plays, for the way to define it that lacks the fewest. */
  readonly missing: readonly string[];
  /** What is wrong with a definition of an administrator, which no longer fits the catalog. */
  readonly problems: readonly string[];
  /** Whether it comes with the program as it is, was changed, or was added. */
  readonly origin: "shipped" | "changed" | "added";
  readonly hidden: boolean;
}

export interface ResolvedGroup {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly picture: string;
  /** Names of attributes, events and properties that its cards are made of. */
  readonly from: readonly string[];
  readonly cards: readonly ResolvedCard[];
}

/**
 * Every smart group with its segments, hidden ones too, as far as the catalog has what they need. What is defined has passed `check`.
 */
export function smartCards(circumstances: Circumstances, mapping: RoleMapping, edits: readonly SmartEdit[] = []): readonly ResolvedGroup[] {
  const namesOf = rolePlayers(circumstances.catalog, mapping);
  return smartGroups.map(({ id, title, lead, picture, cards }) => {
    const used = new Set<string>();
    const own = edits.filter(({ group }) => group === id);
    const shipped = cards.map((card) => {
      const edit = own.find((one) => one.card === card.id);
      const definition = edit?.definition ? judged(edit.definition, circumstances) : { ...firstWay(card.ways, namesOf, circumstances), timeZone: null, problems: [] };
      for (const name of definition.names) used.add(name);
      const origin = edit && (edit.name !== null || edit.definition !== null) ? "changed" : "shipped";
      return placed(resolved(`${id}/${card.id}`, edit?.name ?? card.name, definition, origin, edit?.hidden ?? false), edit);
    });
    const added = own.flatMap((edit) => {
      if (edit.definition === null || edit.name === null || cards.some((card) => card.id === edit.card)) return [];
      return [placed(resolved(`${id}/${edit.card}`, edit.name, judged(edit.definition, circumstances), "added", edit.hidden), edit)];
    });
    const inOrder = [...shipped, ...added].sort((one, other) => one.position - other.position).map(({ card }) => card);
    return { id, title, lead, picture, from: [...used], cards: inOrder };
  });
}

type Defined = Pick<ResolvedCard, "where" | "timeZone" | "short" | "missing" | "problems"> & { readonly names: readonly string[] };

function resolved(id: string, name: string, { names: _, ...definition }: Defined, origin: ResolvedCard["origin"], hidden: boolean): ResolvedCard {
  return { id, name, ...definition, origin, hidden };
}

function placed(card: ResolvedCard, edit: SmartEdit | undefined) {
  return { card, position: edit?.position ?? Number.MAX_SAFE_INTEGER };
}

const NOTHING = { where: null, timeZone: null, short: null, names: [] } as const;

function judged({ where, timeZone }: NonNullable<SmartEdit["definition"]>, circumstances: Circumstances): Defined {
  const zone = timeZone ?? circumstances.timeZone;
  const { condition, problems } = check(where, { ...circumstances, timeZone: zone, workspaceZone: circumstances.timeZone });
  if (condition === undefined) return { ...NOTHING, missing: [], problems: problems.map(({ message }) => message) };
  return { where: condition, timeZone, short: shortOf(condition, circumstances), missing: [], problems: [], names: [] };
}
