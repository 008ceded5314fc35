import { queryOptions } from "@tanstack/react-query";
import type { Condition } from "../../../src/segment/ast.ts";
import { request } from "./client.ts";
import type { ExportSource } from "./exports.ts";
import type { Receipt } from "./receipt.ts";

export interface SmartCard {
  readonly id: string;
  readonly name: string;
  /** Null: something is missing. */
  readonly where: Condition | null;
  readonly timeZone: string | null;
  readonly short: string | null;
  readonly missing: readonly string[];
  /** What is wrong with a definition that an administrator gave it. */
  readonly problems: readonly string[];
  readonly origin: "shipped" | "changed" | "added";
  readonly hidden: boolean;
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

/** With the cards that are hidden, for those who arrange them. */
export const allSmartQuery = queryOptions({
  queryKey: ["smart", "groups", "all"],
  queryFn: ({ signal }) => request<{ readonly groups: readonly SmartGroup[] }>("/smart?hidden=true", { signal }),
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

/** Adds a card to a group, defined as a saved segment is. */
export function addSmartCard(card: { readonly group: string; readonly segment: string; readonly name: string }): Promise<void> {
  return request("/smart/cards", { method: "POST", body: card });
}

/** What is left out stays as it is; `segment` is the saved segment that it is defined as. */
export function changeSmartCard(
  id: string,
  change: { readonly name?: string | undefined; readonly segment?: string | undefined; readonly hidden?: boolean | undefined },
): Promise<void> {
  return request(cardPath(id), { method: "PUT", body: change });
}

/** A shipped card becomes what it was, an added one is removed. */
export function resetSmartCard(id: string): Promise<void> {
  return request(cardPath(id), { method: "DELETE" });
}

/** `cards` by their ids, in their new order. */
export function orderSmartCards(group: string, cards: readonly string[]): Promise<void> {
  return request(`/smart/groups/${encodeURIComponent(group)}/order`, { method: "PUT", body: { cards: cards.map((id) => partsOf(id).card) } });
}

/** A card as what is exported. */
export function smartSource(id: string): ExportSource {
  return { kind: "smart", ...partsOf(id) };
}

function cardPath(id: string): string {
  const { group, card } = partsOf(id);
  return `/smart/cards/${encodeURIComponent(group)}/${encodeURIComponent(card)}`;
}

function partsOf(id: string) {
  const slash = id.indexOf("/");
  return { group: id.slice(0, slash), card: id.slice(slash + 1) };
}
