import { queryOptions } from "@tanstack/react-query";
import { request } from "./client.ts";
import type { Role } from "./session.ts";

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly builtIn: boolean;
  readonly joined: boolean;
  readonly disabledAt: string | null;
  readonly createdAt: string;
}

export interface SignInLink {
  readonly link: string;
  readonly expiresAt: string;
}

/** All users, disabled ones too, by name. */
export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: async ({ signal }) => (await request<{ readonly users: readonly User[] }>("/users", { signal })).users,
});

/** Throws ApiError `email_taken` (409). */
export function addUser(person: Pick<User, "name" | "email" | "role">): Promise<SignInLink & { readonly user: User }> {
  return request("/users", { method: "POST", body: person });
}

export function changeUser(id: string, change: Pick<User, "name" | "role"> & { readonly disabled: boolean }): Promise<User> {
  return request(`/users/${encodeURIComponent(id)}`, { method: "PUT", body: change });
}

/** Older links of the user work no more. */
export function newSignInLink(id: string): Promise<SignInLink> {
  return request(`/users/${encodeURIComponent(id)}/sign-in-links`, { method: "POST", body: {} });
}
