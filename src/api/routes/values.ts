import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Values, ValuesOf } from "../../results/values.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { asked, toQuestion } from "../question.ts";
import { body, json, refusals } from "../responses.ts";
import { receiptSchema } from "../schemas.ts";

const name = z.string().min(1).max(1_000);

const ofSchema: z.ZodType<ValuesOf> = z
  .union([
    z.strictObject({ attribute: name, field: name.optional() }),
    z.strictObject({ event: z.union([name, z.array(name).min(1).max(100)]), property: name }),
  ])
  .openapi({ description: "An attribute, a `field` of its records, or a property of one event or several." });

const valuesSchema: z.ZodType<Values> = z
  .object({
    receipt: receiptSchema,
    values: z
      .array(z.object({ value: z.union([z.string(), z.number()]), count: z.int().openapi({ description: "Customers who have it." }) }))
      .readonly()
      .openapi({ description: "The one that is searched for first, then the commonest." }),
    more: z.boolean().openapi({ description: "Whether there are more." }),
  })
  .openapi("Values");

const valuesRoute = createRoute({
  method: "post",
  path: "/segments/values",
  summary: "The commonest values among the customers of a condition",
  request: {
    body: body(
      z.strictObject({
        ...asked,
        of: ofSchema,
        search: z.string().max(10_000).optional().openapi({ description: "Only values with this in them, whatever the case." }),
        limit: z.int().min(1).max(100).default(20),
      }),
    ),
  },
  responses: { 200: json(valuesSchema, "Exact counts of customers."), ...refusals },
});

export function valueRoutes({ audience }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();
  routes.openapi(valuesRoute, async (c) => {
    const { of, search, limit, ...given } = c.req.valid("json");
    return c.json(await audience.values(toQuestion(given), { of, search, limit }, c.req.raw.signal), 200);
  });
  return routes;
}
