import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Condition } from "../../../src/segment/ast.ts";
import { choiceText, type Member, type MembersChoice } from "./audience.ts";
import { query, request } from "./client.ts";
import type { Receipt } from "./receipt.ts";

/** What a segment was at some time. */
export interface Revision {
  readonly revision: number;
  readonly name: string;
  readonly where: Condition;
  readonly timeZone: string | null;
  readonly author: { readonly id: string; readonly name: string };
  readonly createdAt: string;
  /** As it was saved, or when it was refreshed first; null: it was counted at neither. */
  readonly size: { readonly count: number; readonly base: number; readonly at: string } | null;
}

interface AnyRefresh {
  readonly id: string;
  readonly revision: number;
  readonly cause: "hand" | "schedule" | "export";
  readonly by: { readonly id: string; readonly name: string } | null;
}

export interface DoneRefresh extends AnyRefresh {
  readonly status: "done";
  readonly receipt: Receipt;
  readonly comparedWith: string | null;
  readonly entered: number | null;
  readonly left: number | null;
  readonly redefined: boolean | null;
  /** Whether conditions can ask who entered and left at it. */
  readonly movesKept: boolean;
}

interface FailedRefresh extends AnyRefresh {
  readonly status: "failed";
  readonly at: string;
  readonly problem: { readonly message: string; readonly hint?: string };
}

export type Refresh = DoneRefresh | FailedRefresh;

interface RefreshesPage {
  readonly refreshes: readonly Refresh[];
  readonly next: string | null;
}

/** Customers who entered or left a saved segment between two of its refreshes. */
export interface Moved {
  readonly segment: string;
  readonly from: string;
  readonly to: string;
  readonly side: "entered" | "left";
}

export interface MovedPage {
  readonly entered: number;
  readonly left: number;
  readonly customers: {
    /** How many of them are no customers any more. */
    readonly gone: number;
    /** How many the search finds: without one all who are still there. */
    readonly found: number;
    readonly rows: readonly Member[];
    readonly next: string | null;
  };
}

interface RevisionsPage {
  readonly revisions: readonly Revision[];
  readonly next: string | null;
}

/** One more than are shown: of the last, what it changed is not known before the page after it. */
const REVISIONS = "21";

/** Page by page, the newest first. */
export function revisionsQuery(segment: string) {
  return infiniteQueryOptions({
    queryKey: historyKey(segment, "revisions"),
    queryFn: ({ pageParam, signal }) => revisionsPage(segment, pageParam || undefined, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
}

/** The newest of them, the newest first. */
export async function newestRevisions(segment: string): Promise<readonly Revision[]> {
  return (await revisionsPage(segment)).revisions;
}

function revisionsPage(segment: string, cursor?: string, signal?: AbortSignal): Promise<RevisionsPage> {
  return request(`${path(segment)}/revisions${query({ limit: REVISIONS, cursor })}`, { signal });
}

/** What revisions would hold now, by their numbers; without those that need repair. */
export function revisionCountsQuery(segment: string, revisions: readonly number[]) {
  return queryOptions({
    queryKey: historyKey(segment, "counts", revisions),
    queryFn: async ({ signal }) => {
      const body = { revisions };
      const { counts } = await request<{ readonly counts: Readonly<Record<string, Receipt>> }>(`${path(segment)}/revisions/counts`, { method: "POST", body, signal });
      return counts;
    },
    enabled: revisions.length > 0,
    staleTime: 60_000,
  });
}

const REFRESHES = "60";

/** The newest first, failed ones too. */
export function refreshesQuery(segment: string) {
  return infiniteQueryOptions({
    queryKey: historyKey(segment, "refreshes"),
    queryFn: ({ pageParam, signal }) =>
      request<RefreshesPage>(`${path(segment)}/refreshes${query({ limit: REFRESHES, cursor: pageParam || undefined })}`, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    staleTime: 30_000,
  });
}

/** Finds out who is in now, and keeps it. */
export function refreshSegment(segment: string): Promise<DoneRefresh> {
  return request(`${path(segment)}/refresh`, { method: "POST", body: {} });
}

/** Who entered or left, with their values of today, page by page. While another choice of the same loads, the one before stays. */
export function movedQuery({ segment, from, to, side }: Moved, columns: readonly string[], choice: MembersChoice) {
  const asked = historyKey(segment, "moved", from, to, side);
  return infiniteQueryOptions({
    queryKey: [...asked, columns, choice.search, choice.sort],
    queryFn: async ({ pageParam, signal }) => {
      const asked = { from, to, side, columns: JSON.stringify(columns), limit: "100", cursor: pageParam || undefined, ...choiceText(choice) };
      return { ...(await request<MovedPage>(`${path(segment)}/changes${query(asked)}`, { signal })), columns };
    },
    initialPageParam: "",
    getNextPageParam: ({ customers }) => customers.next,
    placeholderData: (before, query) => (JSON.stringify(query?.queryKey.slice(0, asked.length)) === JSON.stringify(asked) ? before : undefined),
    staleTime: 5 * 60_000,
  });
}

/** Begins the keys of all that is known of a segment's past. */
export function historyKey(segment: string, ...rest: readonly unknown[]): readonly unknown[] {
  return ["segment-history", segment, ...rest];
}

function path(segment: string): string {
  return `/segments/${encodeURIComponent(segment)}`;
}
