import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Condition } from "../../../src/segment/ast.ts";
import { query, request } from "./client.ts";

export interface Segment {
  readonly id: string;
  readonly name: string;
  readonly where: Condition;
  readonly timeZone: string | null;
  readonly revision: number;
  readonly sentence: string;
  readonly short: string;
  readonly owner: { readonly id: string; readonly name: string };
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface SegmentDraft {
  readonly name: string;
  readonly where: Condition;
  readonly timeZone: string | null;
}

export interface DeletedSegment extends Segment {
  readonly deletedAt: string;
}

interface TrashPage {
  readonly segments: readonly DeletedSegment[];
  /** On all pages. */
  readonly total: number;
  readonly next: string | null;
}

interface SegmentsPage {
  readonly segments: readonly Segment[];
  readonly next: string | null;
}

export function segmentsQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ["segments", { search }],
    queryFn: ({ pageParam, signal }) =>
      request<SegmentsPage>(
        `/segments${query({ search: search || undefined, cursor: pageParam || undefined })}`,
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

/** One page of the segments that a search finds. */
export function segmentNamesQuery(search: string) {
  return queryOptions({
    queryKey: ["segments", "names", search],
    queryFn: ({ signal }) => request<SegmentsPage>(`/segments${query({ search: search || undefined })}`, { signal }),
    staleTime: 30_000,
  });
}

export function segmentQuery(id: string) {
  return queryOptions({
    queryKey: ["segment", id],
    queryFn: ({ signal }) => request<Segment>(segmentPath(id), { signal }),
  });
}

export function createSegment(draft: SegmentDraft): Promise<Segment> {
  return request("/segments", { method: "POST", body: bodyOf(draft) });
}

/** Throws ApiError `conflict` (409) when `revision` is no longer the current one. */
export function replaceSegment(id: string, draft: SegmentDraft, revision: number): Promise<Segment> {
  return request(segmentPath(id), { method: "PUT", body: { ...bodyOf(draft), revision } });
}

export function deleteSegment(id: string): Promise<void> {
  return request(segmentPath(id), { method: "DELETE" });
}

export const trashQuery = infiniteQueryOptions({
  queryKey: ["segments", "trash"],
  queryFn: ({ pageParam, signal }) => request<TrashPage>(`/segments/trash${query({ cursor: pageParam || undefined })}`, { signal }),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
});

/** The segments that refer to it. */
export function usesQuery(id: string) {
  return queryOptions({
    queryKey: ["segment-uses", id],
    queryFn: ({ signal }) => request<{ readonly segments: readonly Pick<Segment, "id" | "name">[] }>(`${segmentPath(id)}/uses`, { signal }),
    staleTime: 0,
  });
}

export function restoreSegment(id: string): Promise<Segment> {
  return request(`${segmentPath(id)}/restore`, { method: "POST", body: {} });
}

/** Only from the trash. Throws ApiError `in_use` (409) while a segment refers to it. */
export function eraseSegment(id: string): Promise<void> {
  return request(`${segmentPath(id)}?forever=true`, { method: "DELETE" });
}

function segmentPath(id: string): string {
  return `/segments/${encodeURIComponent(id)}`;
}

function bodyOf({ name, where, timeZone }: SegmentDraft) {
  return { name, where, ...(timeZone !== null && { timeZone }) };
}
