import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Cell } from "./audience.ts";
import { query, request } from "./client.ts";

export interface CustomerEvent {
  readonly event: string;
  readonly time: string;
  readonly properties: Readonly<Record<string, Cell>>;
}

export interface Customer {
  readonly key: string;
  readonly attributes: Readonly<Record<string, Cell>>;
  /** How many events of each name. */
  readonly eventCounts: Readonly<Record<string, number>>;
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
  /** Null: no event is known to be an order. */
  readonly orders: { readonly count: number; readonly value: number | null; readonly last: string | null } | null;
}

/** Which of a customer's events; left out: all. */
export interface EventChoice {
  readonly events?: readonly string[] | undefined;
  /** RFC 3339: then or later, and before. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Timeline {
  readonly events: readonly CustomerEvent[];
  readonly next: string | null;
}

export interface Activity {
  readonly unit: "day" | "month" | "year";
  readonly total: number;
  readonly bars: readonly ActivityBar[];
}

export interface ActivityBar {
  /** `2026-11-24`, `2026-11` or `2026`. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

export interface CustomerSegments {
  readonly now: string;
  readonly in: readonly { readonly id: string; readonly name: string }[];
  readonly broken: readonly { readonly id: string; readonly name: string }[];
  readonly judged: number;
  readonly total: number;
}

export function customerQuery(key: string) {
  return queryOptions({
    queryKey: ["customer", key],
    queryFn: ({ signal }) => request<Customer>(customerPath(key), { signal }),
    staleTime: 60_000,
  });
}

/** The events page by page, the newest first. */
export function timelineQuery(key: string, choice: EventChoice) {
  return infiniteQueryOptions({
    queryKey: ["customer", key, "events", choice],
    queryFn: ({ pageParam, signal }) =>
      request<Timeline>(`${customerPath(key)}/events${query({ ...choiceOf(choice), cursor: pageParam || undefined })}`, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    staleTime: 60_000,
  });
}

export function activityQuery(key: string, choice: EventChoice, timeZone: string) {
  return queryOptions({
    queryKey: ["customer", key, "activity", choice, timeZone],
    queryFn: ({ signal }) => request<Activity>(`${customerPath(key)}/activity${query({ ...choiceOf(choice), timeZone })}`, { signal }),
    staleTime: 60_000,
  });
}

/** Of all saved segments, in one answer. */
export function customerSegmentsQuery(key: string) {
  return queryOptions({
    queryKey: ["customer", key, "segments"],
    queryFn: ({ signal }) => request<CustomerSegments>(`${customerPath(key)}/segments`, { signal }),
    staleTime: 60_000,
  });
}

function customerPath(key: string): string {
  return `/customers/${encodeURIComponent(key)}`;
}

function choiceOf({ events, from, to }: EventChoice) {
  return { events: events && JSON.stringify(events), from, to };
}
