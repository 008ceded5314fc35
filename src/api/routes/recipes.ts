import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Catalog } from "../../catalog/types.ts";
import { EVERYONE } from "../../results/comparing.ts";
import { attributesAsked, type ResolvedRecipe, resolveRecipes } from "../../smart/resolve-recipes.ts";
import type { RoleMapping } from "../../smart/resolve-roles.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { kept } from "../kept.ts";
import { json, refusals } from "../responses.ts";

const recipeSchema: z.ZodType<ResolvedRecipe> = z
  .object({
    id: z.string(),
    name: z.string(),
    lead: z.string(),
    picture: z.string(),
    where: z
      .custom<ResolvedRecipe["where"]>()
      .openapi({ type: ["object", "null"], description: "A condition; null: something is missing." }),
    short: z.string().nullable().openapi({ description: "The short sentence." }),
    missing: z.array(z.string()).readonly().openapi({ description: "What the catalog lacks for it, in words." }),
  })
  .openapi("Recipe");

const recipesRoute = createRoute({
  method: "get",
  path: "/recipes",
  summary: "Segments to begin with, as definitions of the attributes and events that there are, or with what is missing",
  description: "Attributes and events are those of `/smart/roles`. Nothing is saved.",
  responses: { 200: json(z.object({ recipes: z.array(recipeSchema).readonly() }), "All recipes."), ...refusals },
});

/** Segments that many want, over roles of attributes and events. */
export function recipeRoutes({ audience, catalog, clock, smartRoles, timeZone }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();
  const keptRecipes = kept<readonly ResolvedRecipe[]>();

  routes.openapi(recipesRoute, async (c) => {
    const mapping = await smartRoles.read();
    const of = [catalog(), timeZone(), JSON.stringify(mapping)];
    return c.json({ recipes: await keptRecipes(of, () => resolved(catalog(), mapping, c.req.raw.signal)) }, 200);
  });

  return routes;

  async function resolved(known: Catalog, mapping: RoleMapping, signal: AbortSignal): Promise<readonly ResolvedRecipe[]> {
    const commonest = new Map<string, string>();
    for (const attribute of attributesAsked(known, mapping)) {
      const { values } = await audience.values({ where: EVERYONE }, { of: { attribute }, limit: 1 }, signal);
      for (const { value } of values) commonest.set(attribute, String(value));
    }
    return resolveRecipes({ catalog: known, now: clock(), timeZone: timeZone() }, mapping, commonest);
  }
}
