import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { DATE_PATTERNS } from "../../results/exports/fields.ts";
import type { AppContext } from "../context.ts";
import { destinationAnswer, destinationSchema, identifierAnswers, identifierSchema, listedDestinationSchema, typeAnswer, typeSchema } from "../destination-answers.ts";
import type { ApiEnv } from "../env.ts";
import { shapeSchema } from "../export-schemas.ts";
import { requireAdministrator } from "../guards.ts";
import { body, conflicting, idParam, json, missing, refusals } from "../responses.ts";
import { lineSchema } from "../schemas.ts";
import { askersSchema } from "../uses-schema.ts";

const settings = z
  .record(z.string().max(100), z.union([z.string().max(100_000), z.number(), z.boolean(), z.null()]))
  .openapi({
    description: "By their names, secrets too. Secrets that are left out stay as they are, null takes one away; when another server is named, they are needed again.",
  });

const filled = {
  name: lineSchema(200),
  settings,
  shape: shapeSchema,
  users: z.array(z.string().max(100)).max(1_000).nullable().default(null).openapi({ description: "Ids of who may export to it; null: everyone." }),
};
const type = z.string().max(100).openapi({ description: "The id of a kind of destination." });
const one = json(destinationSchema, "The destination.");

const typesRoute = createRoute({
  method: "get",
  path: "/destination-types",
  summary: "The kinds of destinations that there are, with what their forms ask for, and how fields can be written",
  responses: {
    200: json(
      z.object({ types: z.array(typeSchema).readonly(), identifiers: z.array(identifierSchema).readonly(), datePatterns: z.array(z.string()).readonly() }),
      "All of them.",
    ),
    ...refusals,
  },
});

const listRoute = createRoute({
  method: "get",
  path: "/destinations",
  summary: "Where segments can be exported to",
  responses: { 200: json(z.object({ destinations: z.array(listedDestinationSchema).readonly() }), "All of them, by name."), ...refusals },
});

const getRoute = createRoute({
  method: "get",
  path: "/destinations/{id}",
  summary: "A destination",
  request: { params: idParam },
  responses: { 200: one, ...refusals, ...missing },
});

const addRoute = createRoute({
  method: "post",
  path: "/destinations",
  summary: "Set up a destination",
  middleware: requireAdministrator,
  request: { body: body(z.strictObject({ type, ...filled })) },
  responses: { 201: one, ...refusals },
});

const changeRoute = createRoute({
  method: "put",
  path: "/destinations/{id}",
  summary: "Change a destination; runs that were made before stay as they were",
  middleware: requireAdministrator,
  request: { params: idParam, body: body(z.strictObject(filled)) },
  responses: { 200: one, ...refusals, ...missing },
});

const usesRoute = createRoute({
  method: "get",
  path: "/destinations/{id}/uses",
  summary: "What asks whom a destination was sent, and keeps it from being deleted",
  middleware: requireAdministrator,
  request: { params: idParam },
  responses: { 200: json(askersSchema, "Each kind by name."), ...refusals, ...missing },
});

const removeRoute = createRoute({
  method: "delete",
  path: "/destinations/{id}",
  summary: "Delete a destination; its runs stay in the list",
  middleware: requireAdministrator,
  request: { params: idParam },
  responses: { 204: { description: "It is gone." }, ...refusals, ...missing, ...conflicting },
});

const testRoute = createRoute({
  method: "post",
  path: "/destinations/test",
  summary: "Try a connection without sending a customer",
  middleware: requireAdministrator,
  request: {
    body: body(
      z.strictObject({
        type,
        settings,
        columns: z.array(z.string().max(200)).max(1_000).default([]).openapi({ description: "The names of what would be sent: a table is asked whether it has them." }),
        destination: z.string().max(100).optional().openapi({ description: "Its secrets are taken where they are left out." }),
      }),
    ),
  },
  responses: { 204: { description: "It works." }, ...refusals, ...missing },
});

/** Where customers may be sent to. */
export function destinationRoutes({ destinations, destinationSetups, exportRuns }: Pick<AppContext, "destinations" | "destinationSetups" | "exportRuns">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(typesRoute, (c) => c.json({ types: destinationSetups.types.map(typeAnswer), identifiers: identifierAnswers(), datePatterns: DATE_PATTERNS }, 200));

  routes.openapi(listRoute, async (c) => {
    const all = await destinations.list();
    const last = await exportRuns.lastTo(all.map(({ id }) => id));
    return c.json({ destinations: all.map((each) => ({ ...destinationAnswer(each, c.get("user")), last: last.get(each.id) ?? null })) }, 200);
  });

  routes.openapi(getRoute, async (c) => c.json(destinationAnswer(await destinations.get(c.req.valid("param").id), c.get("user")), 200));

  routes.openapi(addRoute, async (c) => {
    const { type: kind, ...setup } = c.req.valid("json");
    return c.json(destinationAnswer(await destinationSetups.add(kind, setup, c.get("user").id), c.get("user")), 201);
  });

  routes.openapi(changeRoute, async (c) => {
    return c.json(destinationAnswer(await destinationSetups.change(c.req.valid("param").id, c.req.valid("json")), c.get("user")), 200);
  });

  routes.openapi(usesRoute, async (c) => c.json(await destinations.uses(c.req.valid("param").id), 200));

  routes.openapi(removeRoute, async (c) => {
    await destinations.remove(c.req.valid("param").id);
    return c.body(null, 204);
  });

  routes.openapi(testRoute, async (c) => {
    const { type: kind, destination, ...tried } = c.req.valid("json");
    await destinationSetups.test(kind, tried, destination, c.req.raw.signal);
    return c.body(null, 204);
  });

  return routes;
}
