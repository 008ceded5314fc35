import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { describe } from "../../segment/describe.ts";
import type { AppContext } from "../context.ts";
import { columnsSchema, csvAnswer, csvResponse, jsonText } from "../csv.ts";
import type { ApiEnv } from "../env.ts";
import { judge, toQuestion } from "../question.ts";
import { body, json, refusals } from "../responses.ts";
import { membersPageSchema, nowSchema, problemSchema, receiptSchema, timeZoneSchema, whereSchema } from "../schemas.ts";

const asked = {
  where: whereSchema,
  now: nowSchema.optional(),
  timeZone: timeZoneSchema.nullish(),
};

const countRoute = createRoute({
  method: "post",
  path: "/segments/count",
  summary: "How many customers meet a condition",
  request: { body: body(z.strictObject(asked)) },
  responses: { 200: json(receiptSchema, "The number and everything it depends on."), ...refusals },
});

const membersRoute = createRoute({
  method: "post",
  path: "/segments/members",
  summary: "The customers who meet a condition, a page at a time",
  request: {
    body: body(
      z.strictObject({
        ...asked,
        columns: z.array(z.string()).optional().openapi({ description: "Names of attributes; left out: all." }),
        limit: z.int().min(1).max(1000).default(50),
        cursor: z.string().optional().openapi({ description: "`next` of the page before." }),
      }),
    ),
  },
  responses: { 200: json(membersPageSchema, "A page, in an order that stays."), ...refusals },
});

const csvRoute = createRoute({
  method: "get",
  path: "/segments/members.csv",
  summary: "All customers who meet a condition, as CSV",
  request: {
    query: z.strictObject({
      where: jsonText.openapi({ description: "The condition as JSON." }),
      now: nowSchema.optional(),
      timeZone: timeZoneSchema.optional(),
      columns: columnsSchema.optional(),
    }),
  },
  responses: { 200: csvAnswer, ...refusals },
});

const checkRoute = createRoute({
  method: "post",
  path: "/segments/check",
  summary: "What is wrong with a condition, and what it says in words",
  request: { body: body(z.strictObject(asked)) },
  responses: {
    200: json(
      z.object({
        problems: z.array(problemSchema).readonly(),
        warnings: z.array(problemSchema).readonly(),
        sentence: z.string().nullable().openapi({ description: "Null while there are problems." }),
      }),
      "All problems at once.",
    ),
    ...refusals,
  },
});

/** Questions about definitions that need not be saved. */
export function audienceRoutes(context: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(countRoute, async (c) => {
    const question = toQuestion(context, c.req.valid("json"));
    return c.json(await context.audience.count(question, c.req.raw.signal), 200);
  });

  routes.openapi(membersRoute, async (c) => {
    const { columns, limit, cursor, ...rest } = c.req.valid("json");
    const page = await context.audience.members(toQuestion(context, rest), { columns, limit, cursor }, c.req.raw.signal);
    return c.json(page, 200);
  });

  routes.openapi(csvRoute, async (c) => {
    const { columns, ...rest } = c.req.valid("query");
    const { body: csv } = await context.audience.csv(toQuestion(context, rest), { columns }, c.req.raw.signal);
    return csvResponse(csv, "members");
  });

  routes.openapi(checkRoute, (c) => {
    const { condition, problems, warnings } = judge(context, c.req.valid("json"));
    const sentence = condition ? describe(condition, context.catalog()) : null;
    return c.json({ problems, warnings, sentence }, 200);
  });

  return routes;
}
