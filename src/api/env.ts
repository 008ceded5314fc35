import type { IncomingMessage, ServerResponse } from "node:http";
import type { User } from "./auth.ts";

/** What a request carries through the middleware to its handler. */
export interface ApiEnv {
  Bindings: {
    /** There when the request came through a socket. */
    readonly incoming?: IncomingMessage;
    readonly outgoing?: ServerResponse;
  };
  Variables: {
    requestId: string;
    /** Who asks; set on every route behind `requireUser`. */
    user: User;
    /** Whether the CLI token, not a session, let the request in. */
    byToken: boolean;
  };
}
