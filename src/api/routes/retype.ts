import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { parseTypeName } from "../../catalog/type-name.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { requireAdministrator } from "../guards.ts";
import { body, json, refusals } from "../responses.ts";

const name = z.string().min(1).max(1000);
const count = z.int().min(0);

const retypeRoute = createRoute({
  method: "post",
  path: "/retype",
  middleware: requireAdministrator,
  summary: "Give an attribute, or a property of an event, another type",
  description: "Refused with `type_conflict` while a value is not of the type, unless such values may become unknown. Waits for imports.",
  request: {
    body: body(
      z.strictObject({
        name: name.openapi({ description: "Of the attribute or the property.", example: "spend" }),
        event: name.optional().openapi({ description: "Whose property it is; left out: an attribute." }),
        type: z.string().max(10_000).openapi({ example: "number" }),
        misfits: z.enum(["refuse", "unknown"]).default("refuse").openapi({ description: "What values that are not of the type do." }),
      }),
    ),
  },
  responses: {
    200: json(
      z
        .object({
          from: z.string(),
          to: z.string(),
          known: count.openapi({ description: "How many values were known." }),
          misfits: count.openapi({ description: "How many of them are unknown now." }),
          firstMisfits: z.array(z.object({ customer: z.string(), value: z.string() })).readonly().openapi({ description: "The first 100." }),
        })
        .openapi("Retyped"),
      "The type is the new one.",
    ),
    ...refusals,
  },
});

export function retypeRoutes({ imports }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(retypeRoute, async (c) => {
    const { type, ...request } = c.req.valid("json");
    return c.json(await imports.retype({ ...request, type: parseTypeName(type) }, c.req.raw.signal), 200);
  });

  return routes;
}
