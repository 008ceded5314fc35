import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { asked, toQuestion } from "../question.ts";
import { body, json, missing, refusals } from "../responses.ts";
import { explanationSchema } from "../explanation-schema.ts";

const explainRoute = createRoute({
  method: "post",
  path: "/segments/explain",
  summary: "Why one customer meets a condition or does not, and when passing time alone will change that",
  request: {
    body: body(
      z.strictObject({
        ...asked,
        customer: z.string().min(1).openapi({ description: "The customer's key." }),
      }),
    ),
  },
  responses: { 200: json(explanationSchema, "The condition's tree, judged."), ...refusals, ...missing },
});

export function explainRoutes({ audience }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(explainRoute, async (c) => {
    const { customer, ...rest } = c.req.valid("json");
    return c.json(await audience.explain(toQuestion(rest), customer, c.req.raw.signal), 200);
  });

  return routes;
}
