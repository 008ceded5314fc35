import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Problem } from "../../../src/errors.ts";
import type { Condition } from "../../../src/segment/ast.ts";
import { query, request } from "./client.ts";
import type { RunStatus, Timing } from "./exports.ts";
import type { Tag } from "./tags.ts";

export interface Segment {
  readonly id: string;
  readonly name: string;
  readonly where: Condition;
  readonly timeZone: string | null;
  readonly revision: number;
  readonly sentence: string;
  readonly short: string;
  readonly owner: { readonly id: string; readonly name: string };
  readonly tags: readonly Tag[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface SegmentDraft {
  readonly name: string;
  readonly where: Condition;
  readonly timeZone: string | null;
}

/** How many were in at some instant. */
export interface SizeThen {
  readonly at: string;
  readonly count: number;
}

export interface ListedSegment extends Segment {
  /** Why it needs repair; none: it does not. */
  readonly problems: readonly Problem[];
  /** As of its last refresh; null: it was never refreshed as it is now. */
  readonly size: (SizeThen & { readonly base: number; readonly share: number }) | null;
  /** The last of each of 30 days, the oldest first. */
  readonly line: readonly SizeThen[];
  readonly exports: {
    /** The newest run, and when it was asked for; null: there is none. */
    readonly last: { readonly run: string; readonly destination: string; readonly status: RunStatus; readonly at: string } | null;
    readonly schedules: readonly ScheduleMark[];
  };
}

/** An export that is made again and again, to the destination of this name. */
export interface ScheduleMark {
  readonly id: string;
  readonly destination: string;
  readonly timing: Timing;
  readonly paused: boolean;
}

export type SegmentSort = "modified" | "name" | "owner" | "size" | "tags" | "exported";

export interface SegmentFilter {
  readonly search?: string | undefined;
  /** Ids. */
  readonly tags?: readonly string[] | undefined;
  readonly owner?: "me" | "shared" | "others" | undefined;
  readonly sort?: SegmentSort | undefined;
  readonly order?: "asc" | "desc" | undefined;
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
  readonly segments: readonly ListedSegment[];
  /** On all pages. */
  readonly total: number;
  readonly next: string | null;
}

export function segmentListQuery({ tags, ...filter }: SegmentFilter) {
  const asked = { ...filter, tags: tags && tags.length > 0 ? tags.join(",") : undefined };
  return infiniteQueryOptions({
    queryKey: ["segments", asked],
    queryFn: ({ pageParam, signal }) => request<SegmentsPage>(`/segments${query({ ...asked, cursor: pageParam || undefined })}`, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

/** The first page of those whose name or sentence holds the words. */
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

/** `tags` are ids; `copyOf` is that of a segment whose scheduled exports it gets, paused. */
export function createSegment(draft: SegmentDraft, tags: readonly string[] = [], copyOf?: string): Promise<Segment> {
  return request("/segments", { method: "POST", body: { ...bodyOf(draft), tags, ...(copyOf !== undefined && { copyOf }) } });
}

/** A new segment like one that there is, with its tags, and its scheduled exports, paused. */
export function copySegment(segment: Pick<Segment, "id" | "where" | "timeZone" | "tags">, name: string): Promise<Segment> {
  return createSegment({ name, where: segment.where, timeZone: segment.timeZone }, segment.tags.map(({ id }) => id), segment.id);
}

/** Throws ApiError `conflict` (409) when `revision` is no longer the current one. */
export function replaceSegment(id: string, draft: SegmentDraft, revision: number): Promise<Segment> {
  return request(segmentPath(id), { method: "PUT", body: { ...bodyOf(draft), revision } });
}

/** All go to the trash, or none. */
export function deleteSegments(ids: readonly string[]): Promise<void> {
  return request("/segments/delete", { method: "POST", body: { segments: ids } });
}

export const trashQuery = infiniteQueryOptions({
  queryKey: ["segments", "trash"],
  queryFn: ({ pageParam, signal }) => request<TrashPage>(`/segments/trash${query({ cursor: pageParam || undefined })}`, { signal }),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
});

/** Where conditions stand that ask for something. */
export interface Askers {
  readonly segments: readonly Pick<Segment, "id" | "name">[];
  readonly smartCards: readonly Pick<Segment, "id" | "name">[];
  /** `owner` null: all see it. */
  readonly tiles: readonly { readonly title: string | null; readonly owner: string | null }[];
  /** By their permissions. */
  readonly destinations: readonly Pick<Segment, "id" | "name">[];
  /** Whether the suppression list of exports does. */
  readonly suppression: boolean;
}

/** What uses some segments. */
export interface SegmentUses extends Askers {
  readonly featured: readonly Pick<Segment, "id" | "name">[];
  /** `of` is the name of what is exported; `own`: that is one of the segments, else it is what uses them. */
  readonly schedules: readonly (ScheduleMark & { readonly of: string; readonly own: boolean })[];
}

/** What uses one of them. */
export function usesQuery(ids: readonly string[]) {
  return queryOptions({
    queryKey: ["segment-uses", ids],
    queryFn: ({ signal }) => request<SegmentUses>("/segments/uses", { method: "POST", body: { segments: ids }, signal }),
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
