import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { choiceSchema, choiceText, columnsSchema, columnsText, csvAnswer, fileResponse, jsonText, ndjsonAnswer } from "../members-file.ts";
import { asked, toQuestion } from "../question.ts";
import { body, json, refusals } from "../responses.ts";
import { breakdownSchema, findingsSchema, membersPageSchema, nowSchema, readDefinitionSchema, receiptSchema, timeZoneSchema } from "../schemas.ts";

const countRoute = createRoute({
  method: "post",
  path: "/segments/count",
  summary: "How many customers meet a condition",
  request: { body: body(z.strictObject(asked)) },
  responses: { 200: json(receiptSchema, "The number and everything it depends on."), ...refusals },
});

const breakdownRoute = createRoute({
  method: "post",
  path: "/segments/breakdown",
  summary: "What each part of a condition does: alone, after it, without it",
  request: { body: body(z.strictObject(asked)) },
  responses: { 200: json(breakdownSchema, "Exact counts of every node."), ...refusals },
});

const membersRoute = createRoute({
  method: "post",
  path: "/segments/members",
  summary: "The customers who meet a condition, a page at a time",
  request: {
    body: body(
      z.strictObject({
        ...asked,
        columns: columnsSchema.optional(),
        ...choiceSchema,
        limit: z.int().min(1).max(1000).default(50),
        cursor: z.string().optional().openapi({ description: "`next` of the page before." }),
      }),
    ),
  },
  responses: { 200: json(membersPageSchema, "A page, in an order that stays."), ...refusals },
});

const downloadRoute = createRoute({
  method: "get",
  path: "/segments/members.csv",
  summary: "All customers who meet a condition, as CSV",
  request: {
    query: z.strictObject({
      where: jsonText.openapi({ description: "The condition as JSON." }),
      now: nowSchema.optional(),
      timeZone: timeZoneSchema.optional(),
      ownTimeZone: timeZoneSchema.optional(),
      columns: columnsText.optional(),
      ...choiceText,
    }),
  },
  responses: { 200: csvAnswer, ...refusals },
});

const fileBody = body(z.strictObject({ ...asked, ...choiceSchema, columns: columnsSchema.optional(), limit: z.int().min(1).optional() }));

const csvRoute = createRoute({
  method: "post",
  path: "/segments/members.csv",
  summary: "All customers who meet a condition of any length, as CSV",
  request: { body: fileBody },
  responses: { 200: csvAnswer, ...refusals },
});

const ndjsonRoute = createRoute({
  method: "post",
  path: "/segments/members.ndjson",
  summary: "All customers who meet a condition, as NDJSON",
  request: { body: fileBody },
  responses: { 200: ndjsonAnswer, ...refusals },
});

const checkRoute = createRoute({
  method: "post",
  path: "/segments/check",
  summary: "What is wrong with a condition, and what it says in words",
  request: { body: body(z.strictObject(asked)) },
  responses: { 200: json(findingsSchema, "All problems at once."), ...refusals },
});

const parseRoute = createRoute({
  method: "post",
  path: "/segments/parse",
  summary: "The definition that a full sentence says",
  request: { body: body(z.strictObject({ text: z.string().openapi({ description: "A sentence as `check` gives it." }) })) },
  responses: { 200: json(readDefinitionSchema, "The definition, without problems."), ...refusals },
});

/** Questions about definitions that need not be saved. */
export function audienceRoutes({ audience }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(countRoute, async (c) => {
    return c.json(await audience.count(toQuestion(c.req.valid("json")), c.req.raw.signal), 200);
  });

  routes.openapi(breakdownRoute, async (c) => {
    return c.json(await audience.breakdown(toQuestion(c.req.valid("json")), c.req.raw.signal), 200);
  });

  routes.openapi(membersRoute, async (c) => {
    const { columns, sort, search, limit, cursor, ...rest } = c.req.valid("json");
    return c.json(await audience.members(toQuestion(rest), { columns, sort, search, limit, cursor }, c.req.raw.signal), 200);
  });

  routes.openapi(downloadRoute, async (c) => {
    const { columns, sort, search, ...rest } = c.req.valid("query");
    const file = await audience.file(toQuestion(rest), { format: "csv", columns, sort, search }, c.req.raw.signal);
    return fileResponse(c.env, file, "members", "csv");
  });

  routes.openapi(csvRoute, async (c) => {
    const { columns, sort, search, limit, ...rest } = c.req.valid("json");
    const file = await audience.file(toQuestion(rest), { format: "csv", columns, sort, search, limit }, c.req.raw.signal);
    return fileResponse(c.env, file, "members", "csv");
  });

  routes.openapi(ndjsonRoute, async (c) => {
    const { columns, sort, search, limit, ...rest } = c.req.valid("json");
    const file = await audience.file(toQuestion(rest), { format: "ndjson", columns, sort, search, limit }, c.req.raw.signal);
    return fileResponse(c.env, file, "members", "ndjson");
  });

  routes.openapi(checkRoute, async (c) => {
    return c.json(await audience.check(toQuestion(c.req.valid("json"))), 200);
  });

  routes.openapi(parseRoute, async (c) => c.json(await audience.parse(c.req.valid("json").text), 200));

  return routes;
}
