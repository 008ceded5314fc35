import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { SmartEdit } from "../../smart/smart-edit.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { requireAdministrator } from "../guards.ts";
import { body, missing, refusals } from "../responses.ts";
import { lineSchema } from "../schemas.ts";

const id = z.string().max(100);
const segment = id.openapi({ description: "The id of a saved segment, whose definition of today the card gets." });
const done = { 204: { description: "GET /smart tells what there is now." } } as const;
const cardParams = z.object({ group: id, card: id });

const addRoute = createRoute({
  method: "post",
  path: "/smart/cards",
  summary: "Add a card to a group of smart segments, with the definition of a saved segment",
  middleware: requireAdministrator,
  request: { body: body(z.strictObject({ group: id, segment, name: lineSchema(200).optional().openapi({ description: "Left out: the segment's." }) })) },
  responses: { ...done, ...refusals, ...missing },
});

const changeRoute = createRoute({
  method: "put",
  path: "/smart/cards/{group}/{card}",
  summary: "Rename a smart segment, define it anew, hide or show it",
  description: "What is left out stays as it is.",
  middleware: requireAdministrator,
  request: {
    params: cardParams,
    body: body(z.strictObject({ name: lineSchema(200).optional(), segment: segment.optional(), hidden: z.boolean().optional() })),
  },
  responses: { ...done, ...refusals, ...missing },
});

const resetRoute = createRoute({
  method: "delete",
  path: "/smart/cards/{group}/{card}",
  summary: "Make a smart segment again what it was when shipped, or remove one that was added",
  middleware: requireAdministrator,
  request: { params: cardParams },
  responses: { ...done, ...refusals, ...missing },
});

const orderRoute = createRoute({
  method: "put",
  path: "/smart/groups/{group}/order",
  summary: "Order the cards of a group of smart segments",
  middleware: requireAdministrator,
  request: {
    params: z.object({ group: id }),
    body: body(z.strictObject({ cards: z.array(id).max(200).openapi({ description: "Ids within the group; those left out come after." }) })),
  },
  responses: { ...done, ...refusals, ...missing },
});

/** What an administrator changes about the smart cards. */
export function smartCardRoutes({ segments, smartEdits }: Pick<AppContext, "segments" | "smartEdits">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(addRoute, async (c) => {
    const { group, segment: of, name } = c.req.valid("json");
    const saved = await segments.get(of);
    await smartEdits.add(group, { name: name ?? saved.name, definition: { where: saved.where, timeZone: saved.timeZone } });
    return c.body(null, 204);
  });

  routes.openapi(changeRoute, async (c) => {
    const { name, segment: of, hidden } = c.req.valid("json");
    await smartEdits.change(c.req.valid("param"), {
      ...(name !== undefined && { name }),
      ...(of !== undefined && { definition: await definitionOf(of) }),
      ...(hidden !== undefined && { hidden }),
    });
    return c.body(null, 204);
  });

  routes.openapi(resetRoute, async (c) => {
    await smartEdits.reset(c.req.valid("param"));
    return c.body(null, 204);
  });

  routes.openapi(orderRoute, async (c) => {
    await smartEdits.order(c.req.valid("param").group, c.req.valid("json").cards);
    return c.body(null, 204);
  });

  return routes;

  async function definitionOf(of: string): Promise<SmartEdit["definition"]> {
    const { where, timeZone } = await segments.get(of);
    return { where, timeZone };
  }
}
