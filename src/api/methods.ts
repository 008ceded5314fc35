import type { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { AppError } from "../errors.ts";
import type { ApiEnv } from "./env.ts";

/** The methods that an address takes. */
export interface Methods {
  /** Of an address without parameters; undefined of any other. It is never an id: `segments/count` is no segment. */
  exactly(path: string): readonly string[] | undefined;
  /** Of any address; empty where there is nothing. */
  at(path: string): readonly string[];
}

/** Told from the routes that the app has when it is asked first. */
export function methodsOf(app: OpenAPIHono<ApiEnv>): Methods {
  let known: Routes | undefined;
  const routes = (): Routes => (known ??= routesOf(app));
  return {
    exactly: (path) => routes().exact.get(path),
    at: (path) => [...new Set(routes().all.flatMap(({ method, pattern }) => (pattern.test(path) ? [method] : [])))],
  };
}

/** Refuses a method that the address does not take, and says which ones it takes. */
export function requireMethod(methods: Methods): MiddlewareHandler<ApiEnv> {
  return (context, next) => {
    const { method, path } = context.req;
    const taken = methods.exactly(path);
    if (taken === undefined || taken.includes(method)) return next();
    throw notTaken(context, taken);
  };
}

/** The error of a request that no route took; undefined where there is nothing at all. */
export function methodError(context: Parameters<MiddlewareHandler<ApiEnv>>[0], methods: Methods): AppError | undefined {
  const taken = methods.at(context.req.path);
  return taken.length === 0 ? undefined : notTaken(context, taken);
}

interface Routes {
  readonly exact: ReadonlyMap<string, readonly string[]>;
  readonly all: readonly { readonly method: string; readonly pattern: RegExp }[];
}

function routesOf({ routes }: OpenAPIHono<ApiEnv>): Routes {
  const exact = new Map<string, string[]>();
  const all: { method: string; pattern: RegExp }[] = [];
  for (const { method, path } of routes) {
    // What stands around routes, and the pages, whose addresses are all the others.
    if (method === "ALL" || path.includes("*")) continue;
    if (!path.includes(":")) exact.set(path, [...new Set([...(exact.get(path) ?? []), method])]);
    all.push({ method, pattern: patternOf(path) });
  }
  return { exact, all };
}

/** `/segments/:id` and `/members.:format{csv|ndjson}` with anything in place of their parameters. */
function patternOf(path: string): RegExp {
  const parts = path.split(/:\w+(?:\{[^}]*\})?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]+")}$`);
}

function notTaken(context: Parameters<MiddlewareHandler<ApiEnv>>[0], taken: readonly string[]): AppError {
  context.header("allow", taken.join(", "));
  const { method, path } = context.req;
  return new AppError("method_not_allowed", `${path} does not take ${method}.`, { hint: `Use ${taken.join(" or ")}.` });
}
