import type { Condition } from "../segment/ast.ts";
import { check } from "../segment/check.ts";
import type { Circumstances } from "../segment/checked.ts";
import { describeShort } from "../segment/describe.ts";
import { fill } from "./fill.ts";
import { smartGroups } from "./groups.ts";
import { resolveRoles, type RoleMapping } from "./resolve.ts";
import { roles } from "./roles.ts";
import type { SmartCard } from "./smart-group.ts";

/** A ready segment, on this catalog. */
export interface ResolvedCard {
  /** Of the group and of the card in it, with a slash between. */
  readonly id: string;
  readonly name: string;
  /** Null: something is missing. */
  readonly where: Condition | null;
  /** The definition as a short sentence; null as `where` is. */
  readonly short: string | null;
  /** Labels of the roles that nothing plays, for the first way to define it. */
  readonly missing: readonly string[];
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

/** Every smart group with its segments, as far as the catalog has what they need. What is defined has passed `check`. */
export function smartCards(circumstances: Circumstances, mapping: RoleMapping): readonly ResolvedGroup[] {
  const played = new Map(resolveRoles(circumstances.catalog, mapping).map(({ role, names }) => [role.id, names]));
  return smartGroups.map(({ id, title, lead, picture, cards }) => {
    const used = new Set<string>();
    const namesOf = (role: string) => played.get(role) ?? [];
    const resolved = cards.map((card) => {
      const found = resolveCard(card, namesOf, circumstances);
      if (found.where !== null) for (const name of found.names) used.add(name);
      return { id: `${id}/${card.id}`, name: card.name, where: found.where, short: found.short, missing: found.missing };
    });
    return { id, title, lead, picture, from: [...used], cards: resolved };
  });
}

function resolveCard({ ways }: SmartCard, namesOf: (role: string) => readonly string[], circumstances: Circumstances) {
  for (const way of ways) {
    const names: string[] = [];
    const { where } = fill(way, (role) => {
      names.push(...namesOf(role));
      return namesOf(role);
    });
    const condition = where === null ? undefined : check(where, circumstances).condition;
    if (condition !== undefined)
      return { where: condition, short: describeShort(condition, circumstances.catalog), missing: [], names };
  }
  const { missing } = fill(ways[0], namesOf);
  return { where: null, short: null, missing: missing.map(labelOf), names: [] };
}

function labelOf(id: string): string {
  return roles.find((role) => role.id === id)?.label ?? id;
}
