import { randomBytes } from "node:crypto";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { isAPIError } from "better-auth/api";
import { magicLink } from "better-auth/plugins/magic-link";
import type { Kysely } from "kysely";
import { administrator, isBuiltIn, type Person } from "../store/administrator.ts";
import type { Tables } from "../store/tables.ts";

/** Who is signed in. */
export type User = Person;

/** Sessions and the ways into them. */
export interface Auth {
  /** A fresh link that signs the administrator in, once, within 15 minutes, on the machine of the server. */
  signInLink(): Promise<string>;
  /** A fresh link that signs this user in, once, within `INVITATION_SECONDS`; `origin`: where they reach the server, else the address. */
  invitation(user: Pick<User, "email">, origin?: string): Promise<string>;
  /** The `Set-Cookie` values of a new session; undefined when the token is unknown, used or too old. */
  signIn(token: string, headers: Headers): Promise<readonly string[] | undefined>;
  /** The user whose session cookie the headers carry; undefined without one that is valid, and of who is disabled. */
  user(headers: Headers): Promise<User | undefined>;
  /** Ends the session of the headers' cookie; the `Set-Cookie` values that clear it. */
  signOut(headers: Headers): Promise<readonly string[]>;
  /** The administrator, who also owns what the command line makes. */
  administrator(): Promise<User>;
}

export interface AuthOptions {
  readonly db: Kysely<Tables>;
  /** Signs the cookies; 32 random characters or more. */
  readonly secret: string;
  /** Tells the cookie of this workspace from another's on the same host: browsers do not keep ports apart. */
  readonly workspace: string;
  /** Where the server is reached, such as `http://127.0.0.1:4310`. Asked when a link is made. */
  readonly address: () => string;
  readonly newId: () => string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

export const SIGN_IN_SECONDS = 15 * 60;
export const INVITATION_SECONDS = 7 * 24 * 60 * 60;
const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** Makes the administrator when there is none. */
export async function createAuth(options: AuthOptions): Promise<Auth> {
  const { db, address, newId, clock } = options;
  const api = betterAuth(libraryOptions(options)).api;
  const invitations = betterAuth(libraryOptions(options, INVITATION_SECONDS)).api;
  const admin = await administrator(db, { id: newId(), now: new Date(clock()) });

  const link = async (by: typeof api, email: string, origin = address()): Promise<string> => {
    let token = "";
    const print = (made: string): void => {
      token = made;
    };
    await by.signInMagicLink({ body: { email, metadata: { print } }, headers: new Headers() });
    return `${origin}/sign-in?token=${encodeURIComponent(token)}`;
  };

  return {
    administrator: async () => admin,

    signInLink: () => link(api, admin.email),

    invitation: ({ email }, origin) => link(invitations, email, origin),

    async signIn(token, headers) {
      try {
        const answer = await api.magicLinkVerify({ query: { token }, headers, returnHeaders: true });
        return answer.headers.getSetCookie();
      } catch (error) {
        // The library refuses a token by a redirect to a page of errors, which we do not have.
        if (isAPIError(error) && error.status === "FOUND") return undefined;
        throw error;
      }
    },

    async user(headers) {
      const session = await api.getSession({ headers });
      if (!session || session.user.disabledAt) return undefined;
      const { id, name, email, role } = session.user;
      return { id, name, email, role };
    },

    async signOut(headers) {
      const answer = await api.signOut({ headers, returnHeaders: true });
      return answer.headers.getSetCookie();
    },
  };
}

/** Whether a sign-in link works on the machine of the server alone. The token tells it, so that it cannot be taken off. */
export function isForThisMachine(token: string): boolean {
  return token.startsWith(HERE);
}

const HERE = "here-";

/** Only the library's functions are used: none of its own addresses is served. */
export function libraryOptions({ db, secret, workspace }: Pick<AuthOptions, "db" | "secret" | "workspace">, linkSeconds = SIGN_IN_SECONDS) {
  return {
    database: { db, type: "postgres" },
    secret,
    // No link of the library's own is ever shown; ours are made from `address`.
    baseURL: "http://localhost",
    telemetry: { enabled: false },
    logger: { level: "error" },
    advanced: {
      cookiePrefix: `coterie-${workspace}`,
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
    },
    session: {
      modelName: "sessions",
      fields: { userId: "user_id", expiresAt: "expires_at", ipAddress: "ip_address", userAgent: "user_agent", ...stamps },
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
    },
    user: {
      modelName: "users",
      fields: { emailVerified: "email_verified", ...stamps },
      additionalFields: {
        role: { type: ["administrator", "member"], required: true, input: false },
        disabledAt: { type: "date", required: false, input: false, fieldName: "disabled_at" },
      },
    },
    account: {
      modelName: "accounts",
      fields: {
        accountId: "account_id",
        providerId: "provider_id",
        userId: "user_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        ...stamps,
      },
    },
    verification: { modelName: "verifications", fields: { expiresAt: "expires_at", ...stamps } },
    plugins: [
      magicLink({
        expiresIn: linkSeconds,
        disableSignUp: true,
        storeToken: "hashed",
        generateToken: (email) => `${isBuiltIn(email) ? HERE : ""}${randomBytes(24).toString("base64url")}`,
        sendMagicLink: ({ token, metadata }) => metadata?.["print"](token),
      }),
    ],
  } satisfies BetterAuthOptions;
}

const stamps = { createdAt: "created_at", updatedAt: "updated_at" } as const;
