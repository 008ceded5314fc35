import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Difference } from "../../results/difference.ts";
import type { Pair } from "../../results/overlap.ts";
import { definitionFields, ONE, oneDefinition, onlyOne, sharedFields, toCompared } from "../compared.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { body, json, missing, refusals } from "../responses.ts";
import { receiptSchema } from "../schemas.ts";

const named = z.strictObject({ ...definitionFields, name: z.string().max(200).optional() }).refine(onlyOne, ONE);

const pairSchema: z.ZodType<Pair> = z.object({
  first: z.int().openapi({ description: "Its place among `segments`, from 0." }),
  second: z.int(),
  count: z.int().openapi({ description: "Who is in both." }),
  jaccard: z.number().nullable().openapi({ description: "Who is in both, as a share of who is in either; null when nobody is." }),
});

const overlapSchema = z
  .object({
    segments: z.array(z.object({ name: z.string().nullable(), receipt: receiptSchema })).readonly(),
    pairs: z.array(pairSchema).readonly(),
    exclusive: z
      .array(z.object({ in: z.array(z.int()).readonly(), count: z.int() }))
      .readonly()
      .nullable()
      .openapi({ description: "Who is in exactly these and in no other; null for more than six segments." }),
  })
  .openapi("Overlap");

const moved = z.object({
  count: z.int(),
  sample: z.array(z.string()).readonly().openapi({ description: "Keys of up to ten of them." }),
});
const differenceSchema: z.ZodType<Difference> = z
  .object({ before: receiptSchema, after: receiptSchema, join: moved, leave: moved, stay: moved })
  .openapi("Difference");

const overlapRoute = createRoute({
  method: "post",
  path: "/segments/overlap",
  summary: "How many customers segments have in common",
  request: { body: body(z.strictObject({ ...sharedFields, segments: z.array(named).min(2).max(20) })) },
  responses: { 200: json(overlapSchema, "Exact counts of every two, and of every choice of up to six."), ...refusals, ...missing },
});

const differenceRoute = createRoute({
  method: "post",
  path: "/segments/difference",
  summary: "Who joins, leaves and stays between two definitions",
  request: { body: body(z.strictObject({ ...sharedFields, before: oneDefinition, after: oneDefinition })) },
  responses: { 200: json(differenceSchema, "Exact counts, with some customers of each."), ...refusals, ...missing },
});

/** Questions about several definitions, saved or not. */
export function comparisonRoutes({ audience, segments }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(overlapRoute, async (c) => {
    const { segments: asked, ...rest } = c.req.valid("json");
    const found = await Promise.all(asked.map((given, index) => toCompared(segments, given, ["segments", index], rest)));
    const { receipts, ...counts } = await audience.overlap(found, c.req.raw.signal);
    return c.json({ segments: receipts.map((receipt, index) => ({ name: found[index]?.name ?? null, receipt })), ...counts }, 200);
  });

  routes.openapi(differenceRoute, async (c) => {
    const { before, after, ...rest } = c.req.valid("json");
    const found = await Promise.all([toCompared(segments, before, ["before"], rest), toCompared(segments, after, ["after"], rest)]);
    return c.json(await audience.difference(...found, c.req.raw.signal), 200);
  });

  return routes;
}
