import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { AppError } from "../../errors.ts";
import { isForThisMachine } from "../auth.ts";
import type { AppContext } from "../context.ts";
import type { ApiEnv } from "../env.ts";

const signInRoute = createRoute({
  method: "get",
  path: "/sign-in",
  summary: "Use a one-time sign-in link",
  security: [],
  request: { query: z.object({ token: z.string().default("") }) },
  responses: {
    303: { description: "Signed in: the cookie is set; on to the first page." },
    400: { description: "The link was used, is too old or is not whole.", content: { "text/html": { schema: z.string() } } },
  },
});

export function signInRoutes({ auth }: AppContext): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>();

  routes.openapi(signInRoute, async (c) => {
    const { token } = c.req.valid("query");
    if (isForThisMachine(token)) requireThisMachine(c);
    c.header("cache-control", "no-store");
    // What looks at a link before its reader does must not use it up.
    if (c.req.method === "HEAD") return c.body(null, 200);
    const cookies = await auth.signIn(token, c.req.raw.headers);
    if (!cookies) return c.html(REFUSED, 400);
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    return c.redirect("/", 303);
  });

  return routes;
}

/** The printed link gives all rights and is no secret on a network without encryption, so it works on this machine alone. */
function requireThisMachine(context: Context<ApiEnv>): void {
  const address = context.env?.incoming?.socket.remoteAddress;
  if (address === undefined || LOOPBACK.test(address)) return;
  throw new AppError("forbidden", "The sign-in link works only on the machine on which Coterie runs.", {
    hint: "Open it there, or through an SSH tunnel to that machine.",
  });
}

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

const REFUSED = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in - Coterie</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 16px/1.5 system-ui, sans-serif; margin: 15vh auto 0; max-width: 32rem; padding: 0 1.5rem; }
  code { font-family: ui-monospace, monospace; padding: 0.15em 0.4em; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 4px; }
</style>
</head>
<body>
<main>
<h1>This link does not work any more</h1>
<p>A sign-in link works once and for a limited time. Ask an administrator of Coterie for a new one, or, as the administrator, run this on the machine of the server and open what it prints:</p>
<p><code>npx coterie sign-in-link</code></p>
</main>
</body>
</html>
`;
