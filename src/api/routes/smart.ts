import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { type ResolvedGroup, smartCards } from "../../smart/cards.ts";
import { resolveRoles } from "../../smart/resolve-roles.ts";
import { MOST_NAMES } from "../../smart/roles.ts";
import type { AppContext } from "../context.ts";
import { receiptsById } from "../counted.ts";
import type { ApiEnv } from "../env.ts";
import { requireAdministrator } from "../guards.ts";
import { kept } from "../kept.ts";
import { savedQuestion } from "../question.ts";
import { body, json, refusals } from "../responses.ts";
import { instant, receiptSchema, zone } from "../schemas.ts";

const texts = z.array(z.string()).readonly();

const groupSchema: z.ZodType<ResolvedGroup> = z
  .object({
    id: z.string(),
    title: z.string(),
    lead: z.string(),
    picture: z.string(),
    from: texts.openapi({ description: "Attributes, events and properties that its segments are made of." }),
    cards: z
      .array(
        z.object({
          id: z.string().openapi({ example: "spending-recency/month" }),
          name: z.string(),
          where: z
            .custom<ResolvedGroup["cards"][number]["where"]>()
            .openapi({ type: ["object", "null"], description: "A condition; null: something is missing." }),
          short: z.string().nullable().openapi({ description: "The short sentence." }),
          timeZone: zone.nullable(),
          missing: texts.openapi({ description: "What the catalog lacks for it, in words." }),
          problems: texts.openapi({ description: "What is wrong with a definition of an administrator, in words." }),
          origin: z.enum(["shipped", "changed", "added"]),
          hidden: z.boolean(),
        }),
      )
      .readonly(),
  })
  .openapi("SmartGroup");

const groupsRoute = createRoute({
  method: "get",
  path: "/smart",
  summary: "The smart segments in their groups, with definition and sentence, or with what is missing",
  request: {
    query: z.strictObject({ hidden: z.literal("true").optional().openapi({ description: "With those that an administrator has hidden." }) }),
  },
  responses: { 200: json(z.object({ groups: z.array(groupSchema).readonly() }), "All groups."), ...refusals },
});

const countsRoute = createRoute({
  method: "get",
  path: "/smart/counts",
  summary: "How many customers are in each smart segment, all at once",
  responses: {
    200: json(
      z.object({ now: instant, counts: z.record(z.string(), receiptSchema).openapi({ description: "By the id of the card." }) }),
      "Exact numbers of every card that is defined, of one instant.",
    ),
    ...refusals,
  },
});

const roleSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    kind: z.enum(["attribute", "event", "property"]),
    many: z.boolean().openapi({ description: "Several events may play it together." }),
    names: texts.openapi({ description: "What plays it; none: nothing does." }),
    chosen: z.boolean().openapi({ description: "Chosen, not guessed." }),
    gone: texts.openapi({ description: "What was chosen and is no longer there." }),
    options: texts.openapi({ description: "All that could play it." }),
  })
  .openapi("SmartRole");
const rolesSchema = z.object({ roles: z.array(roleSchema).readonly() });

const rolesRoute = createRoute({
  method: "get",
  path: "/smart/roles",
  summary: "Which attributes and events the smart segments are made of",
  responses: { 200: json(rolesSchema, "Every role."), ...refusals },
});

const writeRoute = createRoute({
  method: "put",
  path: "/smart/roles",
  middleware: requireAdministrator,
  summary: "Choose which attributes and events the smart segments are made of",
  request: {
    body: body(
      z.strictObject({
        roles: z.record(z.string().max(100), z.array(z.string().max(1_000)).max(MOST_NAMES)).openapi({
          description: "Names by the id of a role; an empty list: nothing plays it. Roles that are left out are guessed.",
        }),
      }),
    ),
  },
  responses: { 200: json(rolesSchema, "Every role, as it is now."), ...refusals },
});

/** Ready segments over roles of attributes and events. */
export function smartRoutes({ audience, catalog, clock, segments, smartEdits, smartRoles, timeZone }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();
  const keptGroups = kept<readonly ResolvedGroup[]>();

  routes.openapi(groupsRoute, async (c) => {
    const all = await groups();
    const { hidden } = c.req.valid("query");
    return c.json({ groups: hidden ? all : all.map((group) => ({ ...group, cards: group.cards.filter((card) => !card.hidden) })) }, 200);
  });

  routes.openapi(countsRoute, async (c) => {
    const now = new Date(clock()).toISOString();
    const cards = (await groups()).flatMap((group) => group.cards).filter(({ where, hidden }) => where !== null && !hidden);
    const compared = cards.map((card) => ({ question: savedQuestion(card, now), at: [card.id] }));
    return c.json({ now, counts: receiptsById(cards, await audience.counts(compared, c.req.raw.signal)) }, 200);
  });

  routes.openapi(rolesRoute, async (c) => c.json(view(await smartRoles.read()), 200));

  routes.openapi(writeRoute, async (c) => c.json(view(await smartRoles.write(c.req.valid("json").roles)), 200));

  return routes;

  /** Checked anew only when something that they depend on is another one: they are asked for again and again. */
  async function groups(): Promise<readonly ResolvedGroup[]> {
    const [mapping, edits] = [await smartRoles.read(), await smartEdits.list()];
    const referred = await segments.referred(edits.flatMap(({ definition }) => definition?.where ?? []));
    const of = [catalog(), timeZone(), JSON.stringify([mapping, edits, [...referred.segments], [...referred.destinations]])];
    return keptGroups(of, () => smartCards({ catalog: catalog(), now: clock(), timeZone: timeZone(), ...referred }, mapping, edits));
  }

  function view(mapping: Awaited<ReturnType<typeof smartRoles.read>>) {
    return {
      roles: resolveRoles(catalog(), mapping).map(({ role: { id, label, fits }, ...played }) => {
        return { id, label, kind: fits.kind, many: fits.kind === "event" && fits.many, ...played };
      }),
    };
  }
}
