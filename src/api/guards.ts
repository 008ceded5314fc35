import type { MiddlewareHandler } from "hono";
import { AppError } from "../errors.ts";
import { bearerToken, sameToken } from "./bearer.ts";
import type { AppContext } from "./context.ts";
import type { ApiEnv } from "./env.ts";

/** For a hint. */
const WHERE_TOKENS_ARE = "the `token` in `server.json`, in the data directory of the server.";

/** The names of this machine for itself. */
export const LOOPBACK_HOSTS: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/** Refuses a page whose name was made to resolve to this machine (DNS rebinding): it would be of our origin. */
export function requireHost(hosts: AppContext["hosts"]): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    if (hosts !== "any" && !hosts.includes(new URL(context.req.url).hostname)) {
      throw new AppError("wrong_host", "This server does not answer under the host name of this request.", {
        hint: `Use one of: ${hosts.join(", ")}.`,
      });
    }
    await next();
  };
}

/** Lets in who carries the CLI token, or a session's cookie from a page of ours. */
export function requireUser({ auth, cliToken }: Pick<AppContext, "auth" | "cliToken">): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const token = bearerToken(context.req.header("authorization"));
    if (token !== undefined) {
      if (!sameToken(token, cliToken)) {
        throw new AppError("unauthorized", "The token is not the one of this server.", { hint: `A token is made at each start: ${WHERE_TOKENS_ARE}` });
      }
      context.set("user", await auth.administrator());
      context.set("byToken", true);
      return next();
    }
    const user = await auth.user(context.req.raw.headers);
    if (!user) {
      throw new AppError("unauthorized", "You are not signed in.", {
        hint: `Run \`npx coterie sign-in-link\` on the machine of the server and open what it prints. A program sends a token: ${WHERE_TOKENS_ARE}`,
      });
    }
    refuseForeign(context.req.method, context.req.raw);
    context.set("user", user);
    context.set("byToken", false);
    return next();
  };
}

/** Refuses who is no administrator. */
export const requireAdministrator: MiddlewareHandler<ApiEnv> = (context, next) => {
  if (context.get("user").role === "administrator") return next();
  throw new AppError("forbidden", "Only an administrator may do this.", { hint: "Ask an administrator of this workspace to do it." });
};

const SAFE: readonly string[] = ["GET", "HEAD"];

/**
 * Refuses what another site, or another port of this host, makes a signed-in browser send. Browsers give an `Origin`
 * with everything but GET and HEAD, and `Sec-Fetch-Site` with all.
 */
function refuseForeign(method: string, { headers, url }: Request): void {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const foreign =
    origin !== null ? !isOrigin(origin, new URL(url).host) : !SAFE.includes(method) && site !== "same-origin";
  const embedded =
    (site === "cross-site" || site === "same-site") && headers.get("sec-fetch-mode") !== "navigate";
  if (foreign || embedded) {
    throw new AppError("wrong_origin", "This request was not sent by a page of this server.", {
      hint: "A program signs in with a token, not with the cookie of a browser.",
    });
  }
}

function isOrigin(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
