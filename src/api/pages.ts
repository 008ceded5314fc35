import { existsSync } from "node:fs";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type MiddlewareHandler } from "hono";
import type { ApiEnv } from "./env.ts";

/** The built page: its files, and its start for every address that is the page's own. */
export function pageRoutes(root: string): Hono<ApiEnv> {
  const pages = new Hono<ApiEnv>();
  if (!existsSync(root)) return pages;
  pages.get("*", kept, serveStatic({ root }), onlyPages, serveStatic({ root, path: "index.html" }));
  return pages;
}

/** Assets carry a hash of their content in their name; everything else is asked for anew. */
const kept: MiddlewareHandler<ApiEnv> = async (context, next) => {
  await next();
  const asset = context.req.path.startsWith("/assets/");
  if (context.res.ok) context.res.headers.set("cache-control", asset ? "public, max-age=31536000, immutable" : "no-cache");
};

/** Leaves addresses of the API, and of files that are not there, to the answer 404. */
const onlyPages: MiddlewareHandler<ApiEnv> = async (context, next) => {
  const { path } = context.req;
  if (/^\/(api\/|assets\/|[^/]+\.\w+$)/.test(path)) return context.notFound();
  return next();
};
