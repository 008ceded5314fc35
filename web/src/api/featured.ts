import { queryOptions } from "@tanstack/react-query";
import { request } from "./client.ts";
import type { Receipt } from "./receipt.ts";
import type { ListedSegment } from "./segments.ts";

/** A segment that an administrator picked for all. */
export interface Featured {
  /** Null: the segment's. */
  readonly name: string | null;
  readonly description: string | null;
  readonly picture: string;
  readonly segment: Pick<ListedSegment, "id" | "name" | "where" | "timeZone" | "short" | "tags" | "problems">;
}

/** How one is shown. */
export type FeaturedLook = Pick<Featured, "name" | "description" | "picture">;

/** What is written on the card. */
export function nameOf({ name, segment }: Featured): string {
  return name ?? segment.name;
}

interface AllFeatured {
  readonly featured: readonly Featured[];
}

export const featuredQuery = queryOptions({
  queryKey: ["featured", "all"],
  queryFn: async ({ signal }) => (await request<AllFeatured>("/featured", { signal })).featured,
});

/** How many are in each, by the id of its segment, in one answer; other definitions are another question. */
export function featuredCountsQuery(featured: readonly Featured[]) {
  const definitions = featured.map(({ segment: { id, where, timeZone } }) => JSON.stringify([id, where, timeZone])).toSorted();
  return queryOptions({
    queryKey: ["featured", "counts", definitions],
    queryFn: async ({ signal }) => (await request<{ readonly counts: Readonly<Record<string, Receipt>> }>("/featured/counts", { signal })).counts,
    staleTime: 60_000,
  });
}

/** Each of these gives all featured segments as they are then. Throws ApiError `already_featured` (409). */
export async function addFeatured(segment: string, look: Partial<FeaturedLook> = {}): Promise<readonly Featured[]> {
  return (await request<AllFeatured>("/featured", { method: "POST", body: { segment, ...look } })).featured;
}

export async function changeFeatured(segment: string, look: FeaturedLook): Promise<readonly Featured[]> {
  return (await request<AllFeatured>(pathOf(segment), { method: "PATCH", body: look })).featured;
}

/** The segment stays. */
export async function removeFeatured(segment: string): Promise<readonly Featured[]> {
  return (await request<AllFeatured>(pathOf(segment), { method: "DELETE" })).featured;
}

export async function orderFeatured(segments: readonly string[]): Promise<readonly Featured[]> {
  return (await request<AllFeatured>("/featured/order", { method: "PUT", body: { segments } })).featured;
}

function pathOf(segment: string): string {
  return `/featured/${encodeURIComponent(segment)}`;
}
