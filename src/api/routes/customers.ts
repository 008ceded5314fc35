import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { AppError } from "../../errors.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { json, missing, refusals } from "../responses.ts";
import { profileSchema } from "../schemas.ts";

const profileRoute = createRoute({
  method: "get",
  path: "/customers/{key}",
  summary: "One customer: attributes and latest events",
  request: { params: z.object({ key: z.string() }) },
  responses: { 200: json(profileSchema, "The customer."), ...refusals, ...missing },
});

export function customerRoutes({ profiles }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(profileRoute, async (c) => {
    const { key } = c.req.valid("param");
    const profile = await profiles.profile(key, c.req.raw.signal);
    if (!profile) throw new AppError("not_found", `There is no customer ${JSON.stringify(key)}.`, { path: ["key"] });
    return c.json(profile, 200);
  });

  return routes;
}
