import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { problemsError } from "../../errors.ts";
import { type ShownTile, TILE_COLORS, type TileBoard } from "../../store/tiles.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { requireAdministrator } from "../guards.ts";
import { body, json, refusals } from "../responses.ts";
import { lineSchema } from "../schemas.ts";
import { tileSchema } from "./insights.ts";

const MOST_TILES = 20;

const shownTileSchema: z.ZodType<ShownTile> = z
  .strictObject({
    tile: tileSchema,
    title: lineSchema(100).nullable().openapi({ description: "Null: told from what it looks at." }),
    color: z.enum(TILE_COLORS),
    note: z.string().trim().min(1).max(500).nullable(),
  })
  .openapi("ShownTile");
const tiles = z.array(shownTileSchema).max(MOST_TILES).readonly();

const boardSchema: z.ZodType<TileBoard> = z
  .object({
    shared: z.array(shownTileSchema).readonly().openapi({ description: "What all see, in order." }),
    suggested: z.boolean().openapi({ description: "Nobody chose the shared ones: they are a guess." }),
    own: z.array(shownTileSchema).readonly().openapi({ description: "What you added for yourself." }),
  })
  .openapi("TileBoard");
const board = json(boardSchema, "The tiles as they are now.");

const readRoute = createRoute({
  method: "get",
  path: "/insights/tiles",
  summary: "The tiles that all see, and your own",
  responses: { 200: board, ...refusals },
});

const sharedRoute = createRoute({
  method: "put",
  path: "/insights/tiles/shared",
  summary: "Choose the tiles that all see",
  middleware: requireAdministrator,
  request: { body: body(z.strictObject({ tiles: tiles.nullable().openapi({ description: "In order; null: suggested ones again." }) })) },
  responses: { 200: board, ...refusals },
});

const ownRoute = createRoute({
  method: "put",
  path: "/insights/tiles/own",
  summary: "Choose your own tiles",
  request: { body: body(z.strictObject({ tiles: tiles.openapi({ description: "In order." }) })) },
  responses: { 200: board, ...refusals },
});

/** Which tiles are shown. */
export function insightTileRoutes({ audience, catalog, smartRoles, tiles: store }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();
  const read = async (user: string): Promise<TileBoard> => store.read(user, catalog(), await smartRoles.read());

  routes.openapi(readRoute, async (c) => c.json(await read(c.get("user").id), 200));

  routes.openapi(sharedRoute, async (c) => {
    const { tiles: chosen } = c.req.valid("json");
    await requireSound(chosen ?? []);
    await store.writeShared(chosen);
    return c.json(await read(c.get("user").id), 200);
  });

  routes.openapi(ownRoute, async (c) => {
    const { tiles: chosen } = c.req.valid("json");
    await requireSound(chosen);
    await store.writeOwn(c.get("user").id, chosen);
    return c.json(await read(c.get("user").id), 200);
  });

  return routes;

  async function requireSound(chosen: readonly ShownTile[]): Promise<void> {
    for (const [index, { tile }] of chosen.entries()) {
      if (tile.kind !== "condition") continue;
      const { problems } = await audience.check({ where: tile.where });
      if (problems.length === 0) continue;
      const placed = problems.map((problem) => ({ ...problem, path: ["tiles", index, "tile", "where", ...(problem.path ?? [])] }));
      throw problemsError("invalid_definition", "The condition of a tile", placed);
    }
  }
}
