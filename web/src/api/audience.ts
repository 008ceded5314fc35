import { infiniteQueryOptions } from "@tanstack/react-query";
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

/** The members page by page, in a stable order. */
export function membersQuery(question: Question, columns: readonly string[]) {
  return infiniteQueryOptions({
    queryKey: ["members", ...questionKey(question), columns],
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
