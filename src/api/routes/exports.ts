import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { mayUse } from "../../jobs/exports/may-use.ts";
import { atStepAnswer, atStepFields } from "../at-step-schema.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { ladderSchema, parametersSchema, previewSchema, requestFields, shapeSchema, sourceSchema } from "../export-schemas.ts";
import { requireAdministrator } from "../guards.ts";
import { requireUsable } from "../require-usable.ts";
import { body, json, missing, refusals } from "../responses.ts";
import { runAnswer, runSchema } from "../run-answers.ts";
import { problemSchema } from "../schemas.ts";

const request = z.strictObject(requestFields);

const ladderRoute = createRoute({
  method: "post",
  path: "/exports/ladder",
  summary: "How many customers can be sent to a destination, and why the others can't",
  request: { body: body(request) },
  responses: { 200: json(ladderSchema, "Exact numbers, step by step."), ...refusals, ...missing },
});

const exportableSchema = z.object({
  destination: z.object({ id: z.string(), name: z.string() }),
  exportable: z.int().nullable().openapi({ description: "Null: it can't be told, for `problem`." }),
  problem: problemSchema.nullable(),
});

const exportableRoute = createRoute({
  method: "post",
  path: "/exports/exportable",
  summary: "How many customers of a segment can be sent to each destination",
  request: { body: body(z.strictObject({ source: sourceSchema })) },
  responses: { 200: json(z.object({ destinations: z.array(exportableSchema).readonly() }), "Of all that who asks may use."), ...refusals, ...missing },
});

const leftOutRoute = createRoute({
  method: "post",
  path: "/exports/left-out",
  summary: "The customers whom a step of the ladder leaves out, or who remain after it",
  request: { body: body(z.strictObject({ ...requestFields, ...atStepFields })) },
  responses: { 200: atStepAnswer, ...refusals, ...missing },
});

const previewRoute = createRoute({
  method: "post",
  path: "/exports/preview",
  summary: "The first rows as they would be sent, with the ladder and what is doubtful about identifiers",
  request: { body: body(request) },
  responses: { 200: json(previewSchema, "Nothing is sent."), ...refusals, ...missing },
});

const previewOfRoute = createRoute({
  method: "post",
  path: "/destinations/preview",
  summary: "The same of a destination that is being set up",
  middleware: requireAdministrator,
  request: { body: body(z.strictObject({ source: sourceSchema, shape: shapeSchema, parameters: parametersSchema.default({}) })) },
  responses: { 200: json(previewSchema, "Nothing is sent."), ...refusals, ...missing },
});

const startRoute = createRoute({
  method: "post",
  path: "/exports",
  summary: "Export now",
  request: { body: body(request) },
  responses: { 201: json(runSchema, "The run, which begins at once."), ...refusals, ...missing },
});

/** What would be sent, and to send it. */
export function exportRoutes({ destinations, exports }: Pick<AppContext, "destinations" | "exports">): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(ladderRoute, async (c) => c.json(await exports.ladder(c.req.valid("json"), c.req.raw.signal), 200));

  routes.openapi(exportableRoute, async (c) => {
    const usable = (await destinations.list()).filter((one) => mayUse(one, c.get("user")));
    return c.json({ destinations: await exports.exportable(c.req.valid("json").source, usable, c.req.raw.signal) }, 200);
  });

  routes.openapi(leftOutRoute, async (c) => {
    const { source, destination, parameters, ...page } = c.req.valid("json");
    return c.json(await exports.stepCustomers({ source, destination, parameters }, page, c.req.raw.signal), 200);
  });

  routes.openapi(previewRoute, async (c) => {
    await requireUsable(destinations, c.req.valid("json").destination, c.get("user"));
    return c.json(await exports.preview(c.req.valid("json"), c.req.raw.signal), 200);
  });

  routes.openapi(previewOfRoute, async (c) => {
    const { source, shape, parameters } = c.req.valid("json");
    return c.json(await exports.previewOf(source, shape, parameters, c.req.raw.signal), 200);
  });

  routes.openapi(startRoute, async (c) => {
    await requireUsable(destinations, c.req.valid("json").destination, c.get("user"));
    return c.json(runAnswer(await exports.start(c.req.valid("json"), c.get("user").id), true), 201);
  });

  return routes;
}
