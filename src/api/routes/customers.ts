import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { AppError } from "../../errors.ts";
import type { OrderRoles } from "../../results/profile.ts";
import type { EventChoice } from "../../results/timeline.ts";
import { rolePlayers } from "../../smart/resolve-roles.ts";
import type { AppContext } from "../context.ts";
import { activitySchema, customerSegmentsSchema, profileSchema, timelineSchema } from "../customer-schemas.ts";
import type { ApiEnv } from "../env.ts";
import { columnsText } from "../members-file.ts";
import { limitOf } from "../query-numbers.ts";
import { json, missing, refusals } from "../responses.ts";
import { nowSchema, timeZoneSchema } from "../schemas.ts";

const params = z.object({ key: z.string() });

const instantText = nowSchema.transform((text) => Date.parse(text));

const choice = {
  events: columnsText
    .pipe(z.array(z.string()).min(1).max(1000))
    .optional()
    .openapi({ type: "string", description: "Names of events between commas, or as a JSON array; left out: all." }),
  from: instantText.optional().openapi({ type: "string", format: "date-time", description: "RFC 3339: then or later." }),
  to: instantText.optional().openapi({ type: "string", format: "date-time", description: "RFC 3339: before then." }),
};

const profileRoute = createRoute({
  method: "get",
  path: "/customers/{key}",
  summary: "One customer: attributes, latest events and what they add up to",
  request: { params },
  responses: { 200: json(profileSchema, "The customer."), ...refusals, ...missing },
});

const eventsRoute = createRoute({
  method: "get",
  path: "/customers/{key}/events",
  summary: "The events of one customer, the newest first",
  request: { params, query: z.strictObject({ ...choice, cursor: z.string().max(100).optional(), limit: limitOf(200).optional() }) },
  responses: { 200: json(timelineSchema, "A page."), ...refusals, ...missing },
});

const activityRoute = createRoute({
  method: "get",
  path: "/customers/{key}/activity",
  summary: "How many events one customer has in each day, month or year",
  request: { params, query: z.strictObject({ ...choice, timeZone: timeZoneSchema.optional() }) },
  responses: { 200: json(activitySchema, "Exact counts."), ...refusals, ...missing },
});

const segmentsRoute = createRoute({
  method: "get",
  path: "/customers/{key}/segments",
  summary: "The saved segments that one customer is in now",
  request: { params },
  responses: { 200: json(customerSegmentsSchema, "Exact, of up to 500 segments."), ...refusals, ...missing },
});

const PAGE = 50;
/** Saved segments that are judged for one customer, at most. */
const MOST_SEGMENTS = 500;

export function customerRoutes({ profiles, segments, smartRoles, catalog, timeZone }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(profileRoute, async (c) => {
    const { key } = c.req.valid("param");
    return c.json(found(key, await profiles.profile(key, await orderRoles(), c.req.raw.signal)), 200);
  });

  routes.openapi(eventsRoute, async (c) => {
    const { key } = c.req.valid("param");
    const { limit = PAGE, ...rest } = c.req.valid("query");
    return c.json(found(key, await profiles.timeline(key, { limit, ...rest }, c.req.raw.signal)), 200);
  });

  routes.openapi(activityRoute, async (c) => {
    const { key } = c.req.valid("param");
    const { timeZone: zone = timeZone(), ...asked } = c.req.valid("query");
    const which: EventChoice = asked;
    return c.json(found(key, await profiles.activity(key, which, zone, c.req.raw.signal)), 200);
  });

  routes.openapi(segmentsRoute, async (c) => {
    const { key } = c.req.valid("param");
    const all = [...(await segments.definitions()).values()].sort((one, other) => one.name.localeCompare(other.name, "en"));
    const judged = all.slice(0, MOST_SEGMENTS);
    const { now, inIds, brokenIds } = found(key, await profiles.segments(key, judged, c.req.raw.signal));
    const named = (ids: readonly string[]) => judged.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }));
    return c.json({ now, in: named(inIds), broken: named(brokenIds), judged: judged.length, total: all.length }, 200);
  });

  return routes;

  async function orderRoles(): Promise<OrderRoles> {
    const players = rolePlayers(catalog(), await smartRoles.read());
    return { events: players("order"), value: players("order_value")[0] };
  }
}

function found<T>(key: string, answer: T | undefined): T {
  if (answer !== undefined) return answer;
  throw new AppError("not_found", `There is no customer ${JSON.stringify(key)}.`, { path: ["key"], hint: "Keys are exact: check capital letters." });
}
