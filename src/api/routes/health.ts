import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { AppError } from "../../errors.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { json } from "../responses.ts";
import { errorSchema } from "../schemas.ts";

const healthRoute = createRoute({
  method: "get",
  path: "/healthz",
  summary: "Whether the process answers",
  security: [],
  responses: { 200: json(z.object({ status: z.literal("ok") }), "It does.") },
});

const readyRoute = createRoute({
  method: "get",
  path: "/readyz",
  summary: "Whether store and engine answer",
  security: [],
  responses: {
    200: json(z.object({ status: z.literal("ready") }), "They do."),
    503: json(errorSchema, "They do not, or not yet."),
  },
});

export function healthRoutes({ ready, onError }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(healthRoute, (c) => c.json({ status: "ok" as const }, 200));

  routes.openapi(readyRoute, async (c) => {
    try {
      await ready(c.req.raw.signal);
    } catch (error) {
      onError(error, c.get("requestId"));
      throw new AppError("not_ready", "The server is not ready.", { cause: error });
    }
    return c.json({ status: "ready" as const }, 200);
  });

  return routes;
}
