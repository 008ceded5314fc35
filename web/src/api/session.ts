import { queryOptions } from "@tanstack/react-query";
import { request } from "./client.ts";

export type Role = "administrator" | "member";

export interface Session {
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role };
  /** The workspace's zone, IANA name. */
  readonly timeZone: string;
  readonly version: string;
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => request<Session>("/session", { signal }),
  staleTime: 5 * 60_000,
});

export function signOut(): Promise<void> {
  return request("/sign-out", { method: "POST", body: {} });
}
