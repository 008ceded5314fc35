import { existsSync } from "node:fs";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type MiddlewareHandler } from "hono";
import type { ApiEnv } from "./env.ts";

/** The built page: its files, and its start for every address that is the page's own. */
export function pageRoutes(root: string): Hono<ApiEnv> {
  const pages = new Hono<ApiEnv>();
  if (!existsSync(root)) return pages;
  pages.use("/assets/*", caching("public, max-age=31536000, immutable"));
  pages.get("*", serveStatic({ root }));
  pages.use("*", onlyPages, caching("no-cache"));
  pages.get("*", serveStatic({ root, path: "index.html" }));
  return pages;
}

/** Leaves addresses of the API, and of files that are not there, to the answer 404. */
const onlyPages: MiddlewareHandler<ApiEnv> = async (context, next) => {
  const { path } = context.req;
  if (path.startsWith("/api/") || /\.\w+$/.test(path)) return context.notFound();
  return next();
};

function caching(value: string): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    await next();
    if (context.res.ok) context.res.headers.set("cache-control", value);
  };
}
