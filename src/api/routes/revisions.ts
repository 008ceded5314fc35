import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { receiptsById } from "../counted.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { limitOf } from "../query-numbers.ts";
import { savedQuestion } from "../question.ts";
import { body, idParam, json, missing, refusals } from "../responses.ts";
import { receiptSchema, revisionSchema } from "../schemas.ts";

const MOST = 100;

const revisionsRoute = createRoute({
  method: "get",
  path: "/segments/{id}/revisions",
  summary: "What a segment was, the newest first",
  request: { params: idParam, query: z.strictObject({ cursor: z.string().optional(), limit: limitOf(MOST).optional() }) },
  responses: {
    200: json(z.object({ revisions: z.array(revisionSchema).readonly(), next: z.string().nullable() }), "A page of revisions."),
    ...refusals,
    ...missing,
  },
});

const countsRoute = createRoute({
  method: "post",
  path: "/segments/{id}/revisions/counts",
  summary: "How many customers revisions of a segment would hold now",
  request: {
    params: idParam,
    body: body(z.strictObject({ revisions: z.array(z.int().min(1).max(2 ** 31 - 1)).min(1).max(MOST).openapi({ description: "Numbers of revisions." }) })),
  },
  responses: {
    200: json(
      z.object({
        counts: z.record(z.string(), receiptSchema).openapi({ description: "By revision, of one instant; without those that need repair." }),
      }),
      "Exact receipts.",
    ),
    ...refusals,
    ...missing,
  },
});

/** What segments were. */
export function revisionRoutes({ segments, audience }: Pick<AppContext, "segments" | "audience">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(revisionsRoute, async (c) => {
    return c.json(await segments.revisions(c.req.valid("param").id, c.req.valid("query")), 200);
  });

  routes.openapi(countsRoute, async (c) => {
    const { revisions: asked } = await segments.revisions(c.req.valid("param").id, { only: c.req.valid("json").revisions, limit: MOST });
    const compared = asked.map((one) => ({ question: savedQuestion(one), at: [] }));
    const counted = await audience.counts(compared, c.req.raw.signal);
    return c.json({ counts: receiptsById(asked.map(({ revision }) => ({ id: String(revision) })), counted) }, 200);
  });

  return routes;
}
