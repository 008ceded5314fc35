import type { Catalog } from "../catalog/types.ts";
import type { Condition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { recipes } from "./recipes.ts";
import { type RoleMapping, rolePlayers } from "./resolve-roles.ts";
import { firstWay } from "./ways.ts";

/** A recipe, on this catalog. */
export interface ResolvedRecipe {
  readonly id: string;
  readonly name: string;
  readonly lead: string;
  readonly picture: string;
  /** Null: something is missing. */
  readonly where: Condition | null;
  /** The definition as a short sentence; null as `where` is. */
  readonly short: string | null;
  /** What nothing in the catalog is, in words. */
  readonly missing: readonly string[];
}

/** The attributes whose commonest value `resolveRecipes` is to be told. */
export function attributesAsked(catalog: Catalog, mapping: RoleMapping): readonly string[] {
  const asked = new Set(recipes.flatMap(({ commonest }) => commonest ?? []));
  return [...asked].flatMap(rolePlayers(catalog, mapping));
}

/** Every recipe, as far as the catalog has what it needs. `commonest` is the commonest value of an attribute; one that has none is missing. */
export function resolveRecipes(circumstances: Circumstances, mapping: RoleMapping, commonest: ReadonlyMap<string, string>): readonly ResolvedRecipe[] {
  const players = rolePlayers(circumstances.catalog, mapping);
  return recipes.map(({ ways, commonest: asked, ...shown }) => {
    const value = asked === undefined ? "" : commonest.get(players(asked)[0] ?? "");
    const namesOf = (role: string) => (role === asked && value === undefined ? [] : players(role));
    const { where, short, missing } = firstWay(ways(value ?? ""), namesOf, circumstances);
    return { ...shown, where, short, missing };
  });
}
