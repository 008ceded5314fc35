import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Path } from "../../../src/errors.ts";
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

/** All customers, now. */
export const EVERYONE: Question = { where: { kind: "all", of: [] } };

export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [field: string]: Cell };

export interface Member {
  readonly key: string;
  readonly values: readonly Cell[];
}

export interface MembersPage {
  readonly receipt: Receipt;
  /** How many the search finds: without one all. */
  readonly found: number;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly Member[];
  readonly next: string | null;
}

/** What customers are sorted by. */
export interface CustomerSort {
  /** The name of an attribute; null: the customer's key. */
  readonly attribute: string | null;
  readonly order: "asc" | "desc";
}

/** Which of the members, in which order; left out: all, as they were first seen. */
export interface MembersChoice {
  readonly search?: string | undefined;
  readonly sort?: CustomerSort | undefined;
}

const PAGE_SIZE = 100;
const FIRST_PAGE = "";

/** What one node of a definition does. All are null when it is switched off. */
export interface NodeCounts {
  readonly path: Path;
  readonly alone: number | null;
  readonly after: number | null;
  readonly without: number | null;
}

export interface Breakdown {
  readonly receipt: Receipt;
  readonly nodes: readonly NodeCounts[];
  /** What was asked. */
  readonly where: Condition;
}

/** A question in the key of a query: a long definition is not written out again and again. */
export function questionKey({ where, ...rest }: Question): readonly unknown[] {
  return [keyOf(where), rest];
}

/** A question on its way: how it is cached, and how it is asked. A request that a newer question replaces is aborted. */
export interface Asking<T> {
  readonly queryKey: readonly unknown[];
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<T>;
  readonly staleTime: number;
}

/** The exact size. */
export function countQuery(question: Question): Asking<Receipt> {
  return asking("count", question, ({ signal }) => request("/segments/count", { method: "POST", body: question, signal }));
}

/** Three exact counts of each condition, beside the definition that they are of. */
export function breakdownQuery(question: Question): Asking<Breakdown> {
  return asking("breakdown", question, async ({ signal }) => {
    const counts = await request<Omit<Breakdown, "where">>("/segments/breakdown", { method: "POST", body: question, signal });
    return { ...counts, where: question.where };
  });
}

function asking<T>(name: string, question: Question, queryFn: Asking<T>["queryFn"]): Asking<T> {
  return { queryKey: [name, ...questionKey(question)], queryFn, staleTime: 60_000 };
}

/** The members page by page, in a stable order. While another choice of the same members loads, the one before stays. */
export function membersQuery(question: Question, columns: readonly string[], { search, sort }: MembersChoice) {
  const asked = ["members", ...questionKey(question)];
  return infiniteQueryOptions({
    queryKey: [...asked, columns, search, sort],
    queryFn: ({ pageParam, signal }) =>
      request<MembersPage>("/segments/members", {
        method: "POST",
        body: { ...question, columns, search, sort, limit: PAGE_SIZE, ...(pageParam !== FIRST_PAGE && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next,
    placeholderData: (before, query) => (JSON.stringify(query?.queryKey.slice(0, asked.length)) === JSON.stringify(asked) ? before : undefined),
    staleTime: 60_000,
  });
}

/** The first few customers who have a text in their key or in any attribute, the one whose key it is before all others. */
export function foundCustomersQuery(search: string, columns: readonly string[], limit: number) {
  return queryOptions({
    queryKey: ["members", "found", search, columns, limit],
    queryFn: ({ signal }) =>
      request<MembersPage>("/segments/members", { method: "POST", body: { ...EVERYONE, search, columns, limit }, signal }),
    staleTime: 60_000,
  });
}

/** The address of members as CSV: by their definition, or by the saved segment that has it. */
export function membersCsvAddress({ where, now, ownTimeZone }: Question, columns: readonly string[], choice: MembersChoice, savedId?: string): string {
  const names = columns.some((name) => name.includes(",")) ? JSON.stringify(columns) : columns.join(",");
  const asked = { now, columns: names, ...choiceText(choice) };
  return savedId === undefined
    ? `/api/v1/segments/members.csv${query({ where: JSON.stringify(where), ownTimeZone, ...asked })}`
    : `/api/v1/segments/${encodeURIComponent(savedId)}/members.csv${query(asked)}`;
}

/** Which of some customers, and in which order, as it stands in an address. */
export function choiceText({ search, sort }: MembersChoice): Readonly<Record<"search" | "sort", string | undefined>> {
  return { search: search || undefined, sort: sort && JSON.stringify(sort) };
}

/** Members as CSV, for a definition that is too long for an address. */
export function membersCsvFile(question: Question, columns: readonly string[], { search, sort }: MembersChoice): Promise<Blob> {
  return requestFile("/segments/members.csv", { method: "POST", body: { ...question, columns, search, sort } });
}

const LONG = 4_000;
const keys = new WeakMap<Condition, string>();
let longOnes = 0;

/** Short definitions are the same when they are written the same, long ones when they are one object. */
function keyOf(where: Condition): string {
  const known = keys.get(where);
  if (known !== undefined) return known;
  const written = JSON.stringify(where);
  const key = written.length > LONG ? `long ${(longOnes += 1)}` : written;
  keys.set(where, key);
  return key;
}
