import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { choiceText, columnsText } from "../members-file.ts";
import { limitOf } from "../query-numbers.ts";
import { changesSchema, doneRefreshSchema, refreshesSchema } from "../refresh-schemas.ts";
import { idParam, json, missing, refusals } from "../responses.ts";

const refreshRoute = createRoute({
  method: "post",
  path: "/segments/{id}/refresh",
  summary: "Find out who is in a segment now, and keep it",
  request: { params: idParam },
  responses: { 201: json(doneRefreshSchema, "The refresh, with its receipt."), ...refusals, ...missing },
});

const historyRoute = createRoute({
  method: "get",
  path: "/segments/{id}/refreshes",
  summary: "The size of a segment over time, the newest first",
  request: { params: idParam, query: z.strictObject({ cursor: z.string().optional(), limit: limitOf(1000).optional() }) },
  responses: { 200: json(refreshesSchema, "A page of refreshes, failed ones too."), ...refusals, ...missing },
});

const changesRoute = createRoute({
  method: "get",
  path: "/segments/{id}/changes",
  summary: "Who entered and left between two refreshes of a segment",
  request: {
    params: idParam,
    query: z.strictObject({
      from: z.string().openapi({ description: "The id of a refresh that was done." }),
      to: z.string().openapi({ description: "Another one, a later one most often." }),
      side: z.enum(["entered", "left"]).optional().openapi({ description: "Of whom a page is wanted." }),
      columns: columnsText.optional(),
      ...choiceText,
      limit: limitOf(1000).optional(),
      cursor: z.string().optional().openapi({ description: "`next` of the page before." }),
    }),
  },
  responses: { 200: json(changesSchema, "Exact counts, and a page of customers when a side is named."), ...refusals, ...missing },
});

const PAGE = 50;

/** Who is in saved segments over time. */
export function membershipRoutes({ memberships }: Pick<AppContext, "memberships">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(refreshRoute, async (c) => {
    const origin = { cause: "hand", user: c.get("user").id } as const;
    return c.json(await memberships.refresh(c.req.valid("param").id, origin, c.req.raw.signal), 201);
  });

  routes.openapi(historyRoute, async (c) => c.json(await memberships.history(c.req.valid("param").id, c.req.valid("query")), 200));

  routes.openapi(changesRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { from, to, side, limit = PAGE, ...page } = c.req.valid("query");
    const { signal } = c.req.raw;
    const changes = await memberships.changes(id, { from, to }, signal);
    const customers = side === undefined ? null : await memberships.customers(id, { from, to }, { side, limit, ...page }, signal);
    return c.json({ ...changes, customers }, 200);
  });

  return routes;
}
