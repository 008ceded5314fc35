import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Condition } from "../../../src/segment/ast.ts";
import { query, request, requestFile } from "./client.ts";
import type { Receipt } from "./receipt.ts";

/** Who is asked for: a definition at an instant in a zone. Left out: the present, the workspace's zone. */
export interface Question {
  readonly where: Condition;
  /** RFC 3339. */
  readonly now?: string | undefined;
  /** The segment's own zone. */
  readonly ownTimeZone?: string | undefined;
}

export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [field: string]: Cell };

export interface Member {
  readonly key: string;
  readonly values: readonly Cell[];
}

export interface MembersPage {
  readonly receipt: Receipt;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly Member[];
  readonly next: string | null;
}

const PAGE_SIZE = 100;
const FIRST_PAGE = "";

/** The exact size. A request that a newer question replaces is aborted. */
export function countQuery(question: Question) {
  return queryOptions({
    queryKey: ["count", question],
    queryFn: ({ signal }) => request<Receipt>("/segments/count", { method: "POST", body: question, signal }),
    staleTime: 60_000,
  });
}

/** The members page by page, in a stable order. */
export function membersQuery(question: Question, columns: readonly string[]) {
  return infiniteQueryOptions({
    queryKey: ["members", question, columns],
    queryFn: ({ pageParam, signal }) =>
      request<MembersPage>("/segments/members", {
        method: "POST",
        body: { ...question, columns, limit: PAGE_SIZE, ...(pageParam !== FIRST_PAGE && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next,
    staleTime: 60_000,
  });
}

/** The address of all members as CSV: by their definition, or by the saved segment that has it. */
export function membersCsvAddress({ where, now, ownTimeZone }: Question, columns: readonly string[], savedId?: string): string {
  const names = columns.some((name) => name.includes(",")) ? JSON.stringify(columns) : columns.join(",");
  return savedId === undefined
    ? `/api/v1/segments/members.csv${query({ where: JSON.stringify(where), now, ownTimeZone, columns: names })}`
    : `/api/v1/segments/${encodeURIComponent(savedId)}/members.csv${query({ now, columns: names })}`;
}

/** All members as CSV, for a definition that is too long for an address. */
export function membersCsvFile(question: Question, columns: readonly string[]): Promise<Blob> {
  return requestFile("/segments/members.csv", { method: "POST", body: { ...question, columns } });
}
