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

function segmentPath(id: string): string {
  return `/segments/${encodeURIComponent(id)}`;
}

function bodyOf({ name, where, timeZone }: SegmentDraft) {
  return { name, where, ...(timeZone !== null && { timeZone }) };
}
