import { queryOptions } from "@tanstack/react-query";
import type { Condition } from "../../../src/segment/ast.ts";
import { request } from "./client.ts";
import type { Receipt } from "./receipt.ts";

export interface SmartCard {
  readonly id: string;
  readonly name: string;
  /** Null: something is missing. */
  readonly where: Condition | null;
  readonly short: string | null;
  readonly missing: readonly string[];
}

export interface SmartGroup {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly picture: string;
  readonly from: readonly string[];
  readonly cards: readonly SmartCard[];
}

export interface SmartRole {
  readonly id: string;
  readonly label: string;
  readonly kind: "attribute" | "event" | "property";
  readonly many: boolean;
  readonly names: readonly string[];
  readonly chosen: boolean;
  readonly gone: readonly string[];
  readonly options: readonly string[];
}

interface SmartCounts {
  readonly now: string;
  readonly counts: Readonly<Record<string, Receipt>>;
}

interface SmartRoles {
  readonly roles: readonly SmartRole[];
}

export const smartQuery = queryOptions({
  queryKey: ["smart", "groups"],
  queryFn: ({ signal }) => request<{ readonly groups: readonly SmartGroup[] }>("/smart", { signal }),
  staleTime: 60_000,
});

/** All cards in one answer. */
export const smartCountsQuery = queryOptions({
  queryKey: ["smart", "counts"],
  queryFn: ({ signal }) => request<SmartCounts>("/smart/counts", { signal }),
  staleTime: 60_000,
});

export const smartRolesQuery = queryOptions({
  queryKey: ["smart", "roles"],
  queryFn: ({ signal }) => request<SmartRoles>("/smart/roles", { signal }),
});

/** What is left out is guessed; an empty list: nothing plays the role. */
export function chooseRoles(roles: Readonly<Record<string, readonly string[]>>): Promise<SmartRoles> {
  return request("/smart/roles", { method: "PUT", body: { roles } });
}
