import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { PICTURES } from "../../smart/pictures.ts";
import { type FeaturedSegment, MOST_FEATURED } from "../../store/featured.ts";
import type { AppContext } from "../context.ts";
import { receiptsById } from "../counted.ts";
import type { ApiEnv } from "../env.ts";
import { requireAdministrator } from "../guards.ts";
import { savedQuestion } from "../question.ts";
import { body, conflicting, json, missing, refusals } from "../responses.ts";
import { instant, lineSchema, problemSchema, receiptSchema, segmentFields } from "../schemas.ts";
import { type ListedSegmentAnswer, listedAnswers } from "../segment-answers.ts";

const picture = z.enum(PICTURES).openapi({ description: "Which drawing stands on the card." });
const name = lineSchema(200).nullable().openapi({ description: "Null: the segment's." });
const description = lineSchema(300).nullable().openapi({ description: "Null: the segment's sentence stands there." });
const segmentId = z.string().max(100).openapi({ description: "The id of a saved segment." });
const idParam = z.object({ id: segmentId });

/** A featured segment as it is answered. */
interface FeaturedAnswer extends Omit<FeaturedSegment, "segment"> {
  readonly segment: Pick<ListedSegmentAnswer, "id" | "name" | "where" | "timeZone" | "short" | "tags" | "problems">;
}

const { id, name: segmentName, where, timeZone, short, tags } = segmentFields;
const featuredSchema: z.ZodType<FeaturedAnswer> = z
  .object({
    ...{ name, description, picture },
    segment: z.object({
      ...{ id, name: segmentName, where, timeZone, short, tags },
      problems: z.array(problemSchema).readonly().openapi({ description: "Why it needs repair; none: it does not." }),
    }),
  })
  .openapi("FeaturedSegment");
const all = json(z.object({ featured: z.array(featuredSchema).readonly() }), "All of them, in order.");

const listRoute = createRoute({
  method: "get",
  path: "/featured",
  summary: "The segments that an administrator picked for all",
  responses: { 200: all, ...refusals },
});

const countsRoute = createRoute({
  method: "get",
  path: "/featured/counts",
  summary: "How many customers are in each featured segment, all at once",
  responses: {
    200: json(
      z.object({ now: instant, counts: z.record(z.string(), receiptSchema).openapi({ description: "By the id of the segment." }) }),
      "Exact numbers, of one instant, of all that need no repair.",
    ),
    ...refusals,
  },
});

const addRoute = createRoute({
  method: "post",
  path: "/featured",
  summary: "Feature a saved segment, after those that are",
  middleware: requireAdministrator,
  request: {
    body: body(
      z.strictObject({ segment: segmentId, name: name.default(null), description: description.default(null), picture: picture.default("star") }),
    ),
  },
  responses: { 201: all, ...refusals, ...missing, ...conflicting },
});

const changeRoute = createRoute({
  method: "patch",
  path: "/featured/{id}",
  summary: "Change how a featured segment is shown",
  description: "What is left out stays as it is.",
  middleware: requireAdministrator,
  request: {
    params: idParam,
    body: body(z.strictObject({ name: name.exactOptional(), description: description.exactOptional(), picture: picture.exactOptional() })),
  },
  responses: { 200: all, ...refusals, ...missing },
});

const removeRoute = createRoute({
  method: "delete",
  path: "/featured/{id}",
  summary: "Feature a segment no longer; the segment itself stays",
  middleware: requireAdministrator,
  request: { params: idParam },
  responses: { 200: all, ...refusals, ...missing },
});

const orderRoute = createRoute({
  method: "put",
  path: "/featured/order",
  summary: "Order the featured segments",
  middleware: requireAdministrator,
  request: {
    body: body(z.strictObject({ segments: z.array(segmentId).max(MOST_FEATURED).openapi({ description: "Their ids; those left out come after." }) })),
  },
  responses: { 200: all, ...refusals, ...missing },
});

/** Segments that an administrator picked for all: each shows a saved segment as it is now. */
export function featuredRoutes(context: AppContext): OpenAPIHono<ApiEnv> {
  const { audience, clock, featured, segments } = context;
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(listRoute, async (c) => c.json(await answer(), 200));

  routes.openapi(countsRoute, async (c) => {
    const now = new Date(clock()).toISOString();
    const asked = await segments.many((await featured.list()).map(({ segment }) => segment));
    const compared = asked.map((one) => ({ question: savedQuestion(one, now), at: [one.id] }));
    return c.json({ now, counts: receiptsById(asked, await audience.counts(compared, c.req.raw.signal)) }, 200);
  });

  routes.openapi(addRoute, async (c) => {
    await featured.add(c.req.valid("json"));
    return c.json(await answer(), 201);
  });

  routes.openapi(changeRoute, async (c) => {
    await featured.change(c.req.valid("param").id, c.req.valid("json"));
    return c.json(await answer(), 200);
  });

  routes.openapi(removeRoute, async (c) => {
    await featured.remove(c.req.valid("param").id);
    return c.json(await answer(), 200);
  });

  routes.openapi(orderRoute, async (c) => {
    await featured.order(c.req.valid("json").segments);
    return c.json(await answer(), 200);
  });

  return routes;

  async function answer(): Promise<{ readonly featured: readonly FeaturedAnswer[] }> {
    const cards = await featured.list();
    const known = await listedAnswers(context, await segments.many(cards.map(({ segment }) => segment)));
    const byId = new Map(known.map((one) => [one.id, one]));
    return {
      featured: cards.flatMap(({ segment, ...card }) => {
        const of = byId.get(segment);
        if (!of) return [];
        const { id, name, where, timeZone, short, tags, problems } = of;
        return [{ ...card, segment: { id, name, where, timeZone, short, tags, problems } }];
      }),
    };
  }
}
