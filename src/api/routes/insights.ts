import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { About, Difference, Differences } from "../../results/insights/differences.ts";
import type { Insights } from "../../results/insights/insights.ts";
import type { Overview } from "../../results/insights/overview.ts";
import type { Bar, BarOf, Both, Tile } from "../../results/insights/tile.ts";
import { definitionFields, type GivenDefinition, ONE, oneDefinition, onlyOne, sharedFields, type SharedGiven, toCompared } from "../compared.ts";
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

const aboutSchema: z.ZodType<About> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("attribute"), attribute: z.string() }),
  z.object({ kind: z.literal("event"), event: z.string() }),
]);
const differenceSchema: z.ZodType<Difference> = z
  .object({
    of: z.union([barOfSchema, z.object({ kind: z.enum(["ever", "lately"]) })]),
    where: condition.openapi({ description: "Selects all customers of whom it holds, in the segment or not." }),
    segment: z.int(),
    rest: z.int().openapi({ description: "Of all others of the base." }),
    share: z.number(),
    restShare: z.number(),
    difference: z.number(),
    interval: z.tuple([z.number(), z.number()]).readonly().openapi({ type: "array", items: { type: "number" }, description: "95 % of the difference." }),
    rate: z.number().openapi({ description: "The rate of false findings at which it counts as found." }),
    strength: z.number().openapi({ description: "How far the segment departs at least; findings are ordered by it." }),
  })
  .openapi("Difference");
const differencesSchema: z.ZodType<Differences> = z
  .object({
    segment: receiptSchema,
    base: receiptSchema,
    rest: z.int().openapi({ description: "How many of the base are not in the segment." }),
    tests: z.int().openapi({ description: "How many comparisons were made." }),
    tooFew: z.boolean().openapi({ description: "Too few customers, of the segment or beside it, to tell." }),
    found: z.array(z.object({ about: aboutSchema, differences: z.array(differenceSchema).readonly() })).readonly(),
    leftOut: z.array(aboutSchema).readonly().openapi({ description: "What the definition itself asks about." }),
  })
  .openapi("Differences");

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

const differencesRoute = createRoute({
  method: "post",
  path: "/insights/differences",
  summary: "What makes the customers of a segment different from all others",
  request: { body: body(z.strictObject(comparedFields).refine(onlyOne, ONE)) },
  responses: { 200: json(differencesSchema, "What is different for sure, the farthest first."), ...refusals, ...missing },
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

  routes.openapi(differencesRoute, async (c) => {
    const [segment, base] = await questions(c.req.valid("json"));
    return c.json(await insights.differences(segment, base, c.req.raw.signal), 200);
  });

  routes.openapi(insightsRoute, async (c) => {
    const { tiles, ...given } = c.req.valid("json");
    const [segment, base] = await questions(given);
    return c.json(await insights.tiles(segment, base, tiles, ["tiles"], c.req.raw.signal), 200);
  });

  return routes;

  /** The questions of a segment, and of what it is compared with. */
  function questions({ against, ...given }: GivenDefinition & SharedGiven & { readonly against?: GivenDefinition | null | undefined }) {
    return Promise.all([
      toCompared(segments, given, [], given),
      against ? toCompared(segments, against, ["against"], given) : undefined,
    ]);
  }
}
