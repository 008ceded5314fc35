import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { AppError } from "../../errors.ts";
import { SIGN_IN_SECONDS } from "../auth.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";
import { json, refusals } from "../responses.ts";
import { roleSchema } from "../schemas.ts";

const sessionRoute = createRoute({
  method: "get",
  path: "/session",
  summary: "Who is signed in, and where",
  responses: {
    200: json(
      z.object({
        user: z.object({ id: z.string(), name: z.string(), email: z.string(), role: roleSchema }),
        timeZone: z.string().openapi({ description: "The workspace's." }),
        version: z.string(),
      }),
      "The session.",
    ),
    ...refusals,
  },
});

const signOutRoute = createRoute({
  method: "post",
  path: "/sign-out",
  summary: "End the session",
  responses: { 204: { description: "The cookie is cleared and the session ended." }, ...refusals },
});

const signInLinkRoute = createRoute({
  method: "post",
  path: "/sign-in-links",
  summary: "A fresh sign-in link for the administrator",
  description: "Only with the CLI token. The link works once, within 15 minutes, on the machine of the server.",
  responses: {
    201: json(z.object({ link: z.string(), expiresAt: z.iso.datetime() }), "The link."),
    ...refusals,
  },
});

export function sessionRoutes({ auth, timeZone, version, clock }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(sessionRoute, (c) => c.json({ user: c.get("user"), timeZone: timeZone(), version }, 200));

  routes.openapi(signOutRoute, async (c) => {
    if (!c.get("byToken")) {
      for (const cookie of await auth.signOut(c.req.raw.headers)) c.header("set-cookie", cookie, { append: true });
    }
    return c.body(null, 204);
  });

  routes.openapi(signInLinkRoute, async (c) => {
    if (!c.get("byToken")) throw new AppError("forbidden", "Only the command line can ask for a sign-in link.");
    const expiresAt = new Date(clock() + SIGN_IN_SECONDS * 1000).toISOString();
    return c.json({ link: await auth.signInLink(), expiresAt }, 201);
  });

  return routes;
}
