import { queryOptions } from "@tanstack/react-query";
import { request } from "./client.ts";

export const TAG_COLORS = ["blue", "teal", "orange", "grape", "green", "red", "cyan", "yellow", "pink", "violet", "gray"] as const;

export type TagColor = (typeof TAG_COLORS)[number];

export interface Tag {
  readonly id: string;
  readonly name: string;
  readonly color: TagColor;
}

export interface CountedTag extends Tag {
  readonly segments: number;
}

/** All tags, by name. */
export const tagsQuery = queryOptions({
  queryKey: ["tags"],
  queryFn: async ({ signal }) => (await request<{ readonly tags: readonly CountedTag[] }>("/tags", { signal })).tags,
});

/** Without a colour it gets one that few have. Throws ApiError `name_taken` (409). */
export function createTag(tag: { readonly name: string; readonly color?: TagColor }): Promise<CountedTag> {
  return request("/tags", { method: "POST", body: tag });
}

/** Throws ApiError `name_taken` (409). */
export function changeTag({ id, name, color }: Tag): Promise<CountedTag> {
  return request(tagPath(id), { method: "PUT", body: { name, color } });
}

export function mergeTag(id: string, into: string): Promise<CountedTag> {
  return request(`${tagPath(id)}/merge`, { method: "POST", body: { into } });
}

export function deleteTag(id: string): Promise<void> {
  return request(tagPath(id), { method: "DELETE" });
}

/** Gives tags to many segments and takes tags from them. */
export function tagSegments(
  segments: readonly string[],
  change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Promise<void> {
  return request("/segments/tags", { method: "POST", body: { segments, ...change } });
}

function tagPath(id: string): string {
  return `/tags/${encodeURIComponent(id)}`;
}
