import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Insights } from "../../results/insights/insights.ts";
import type { Overview } from "../../results/insights/overview.ts";
import type { Bar, BarOf, Both, Tile } from "../../results/insights/tile.ts";
import { definitionFields, ONE, oneDefinition, onlyOne, sharedFields, toCompared } from "../compared.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { body, json, missing, refusals } from "../responses.ts";
import { instant, receiptSchema, whereSchema } from "../schemas.ts";

const MOST_TILES = 40;
const name = z.string().max(1_000);

/** What a tile looks at. */
export const tileSchema: z.ZodType<Tile> = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("attribute"), attribute: name }),
    z.strictObject({ kind: z.literal("event"), event: name, by: z.enum(["day", "week", "month"]) }),
    z.strictObject({ kind: z.literal("property"), event: name, property: name }),
    z.strictObject({ kind: z.literal("condition"), where: whereSchema }),
  ])
  .openapi("Tile");

const day = z.string().nullable().openapi({ description: "`YYYY-MM-DD` in the zone of the answer, both included; null: no end." });
const end = z.number().nullable().openapi({ description: "From the first end, included, to the second, which is not; null: no end." });
const barOfSchema: z.ZodType<BarOf> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("value"), value: z.union([z.string(), z.number()]) }),
  z.object({ kind: z.literal("range"), from: end, to: end }),
  z.object({ kind: z.literal("days"), from: day, to: day }),
  z.object({ kind: z.enum(["yes", "no"]) }),
  z.object({ kind: z.literal("others") }),
  z.object({ kind: z.literal("unknown") }),
]);

const both = { segment: z.int(), base: z.int() };
const bothSchema: z.ZodType<Both> = z.object(both);
const condition = z.custom<Bar["where"]>().openapi({ type: "object" });

const insightsSchema: z.ZodType<Insights> = z
  .object({
    segment: receiptSchema,
    base: receiptSchema.openapi({ description: "Of everyone, or of what the segment is compared with." }),
    tiles: z
      .array(
        z.object({
          chart: z.enum(["bars", "histogram", "line", "split"]),
          overlapping: z.boolean().openapi({ description: "Whether a customer may be in several bars." }),
          known: bothSchema.openapi({ description: "For how many it is known; of an event: who did it in the time that is shown." }),
          bars: z
            .array(z.object({ ...both, of: barOfSchema, where: condition.openapi({ description: "Selects exactly the customers of the bar." }) }))
            .readonly(),
        }),
      )
      .readonly()
      .openapi({ description: "In the order asked for. All numbers are exact numbers of customers." }),
  })
  .openapi("Insights");

const overviewSchema: z.ZodType<Overview> = z
  .object({
    customers: receiptSchema,
    withEvents: receiptSchema.openapi({ description: "Who ever did anything." }),
    active: receiptSchema.openapi({ description: "Who did anything in the last 30 days." }),
    where: z
      .tuple([condition, condition, condition])
      .readonly()
      .openapi({ type: "array", items: { type: "object" }, description: "The conditions of these three." }),
    events: z.object({ count: z.int(), oldest: instant.nullable(), newest: instant.nullable() }),
    weeks: z
      .array(z.object({ from: z.string(), to: z.string(), events: z.int() }))
      .readonly()
      .openapi({ description: "Events of all names in each week up to now." }),
  })
  .openapi("Overview");

/** A segment that is saved or not, and what it is compared with. */
const comparedFields = {
  ...sharedFields,
  ...definitionFields,
  against: oneDefinition.nullish().openapi({ description: "Left out: everyone." }),
};

const insightsRoute = createRoute({
  method: "post",
  path: "/insights",
  summary: "A segment against everyone, or another segment, in tiles",
  request: {
    body: body(z.strictObject({ ...comparedFields, tiles: z.array(tileSchema).min(1).max(MOST_TILES) }).refine(onlyOne, ONE)),
  },
  responses: { 200: json(insightsSchema, "Exact counts of all tiles, of one state of the data."), ...refusals, ...missing },
});

const overviewRoute = createRoute({
  method: "get",
  path: "/insights/overview",
  summary: "All customers and events at a glance",
  responses: { 200: json(overviewSchema, "Exact counts as of now."), ...refusals },
});

/** Questions about what customers have in common. */
export function insightRoutes({ insights, segments, clock }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(overviewRoute, async (c) => c.json(await insights.overview(clock(), c.req.raw.signal), 200));

  routes.openapi(insightsRoute, async (c) => {
    const { tiles, against, now, timeZone, ...given } = c.req.valid("json");
    const shared = { now, timeZone };
    const [segment, base] = await Promise.all([
      toCompared(segments, given, [], shared),
      against ? toCompared(segments, against, ["against"], shared) : undefined,
    ]);
    return c.json(await insights.tiles(segment, base, tiles, ["tiles"], c.req.raw.signal), 200);
  });

  return routes;
}
