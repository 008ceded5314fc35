import type { Condition } from "../segment/ast.ts";
import { check } from "../segment/check.ts";
import type { Circumstances } from "../segment/checked.ts";
import { describeShort } from "../segment/describe.ts";
import { fill, type NamesOf } from "./fill.ts";
import { roles } from "./roles.ts";

/** Definitions with ids of roles in the places of attributes, events and properties, the most wanted first. */
export type Ways = readonly [Condition, ...Condition[]];

/** The first of several ways to define something that this catalog has all for. */
export interface Way {
  /** Null: something is missing. It has passed `check`. */
  readonly where: Condition | null;
  /** The definition as a short sentence; null as `where` is. */
  readonly short: string | null;
  /** Labels of the roles that nothing plays, for the way that lacks the fewest. */
  readonly missing: readonly string[];
  /** Names of attributes, events and properties that it is made of. */
  readonly names: readonly string[];
}

export function firstWay(ways: Ways, namesOf: NamesOf, circumstances: Circumstances): Way {
  for (const way of ways) {
    const names: string[] = [];
    const { where } = fill(way, (role) => {
      names.push(...namesOf(role));
      return namesOf(role);
    });
    const condition = where === null ? undefined : check(where, circumstances).condition;
    if (condition !== undefined) return { where: condition, short: shortOf(condition, circumstances), missing: [], names };
  }
  const lacking = ways.map((way) => fill(way, namesOf).missing);
  const [least = []] = lacking.toSorted((one, other) => one.length - other.length);
  return { where: null, short: null, missing: least.map(labelOf), names: [] };
}

export function shortOf(condition: Condition, { catalog, segments, destinations }: Circumstances): string {
  return describeShort(condition, catalog, { segments, destinations });
}

function labelOf(id: string): string {
  return roles.find((role) => role.id === id)?.label ?? id;
}
