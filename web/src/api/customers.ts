import { queryOptions } from "@tanstack/react-query";
import type { Cell } from "./audience.ts";
import { request } from "./client.ts";

export interface CustomerEvent {
  readonly event: string;
  readonly time: string;
  readonly properties: Readonly<Record<string, Cell>>;
}

export interface Customer {
  readonly key: string;
  readonly attributes: Readonly<Record<string, Cell>>;
  /** The latest ones, newest first. */
  readonly events: readonly CustomerEvent[];
  /** How many events of each name. */
  readonly eventCounts: Readonly<Record<string, number>>;
}

export function customerQuery(key: string) {
  return queryOptions({
    queryKey: ["customer", key],
    queryFn: ({ signal }) => request<Customer>(`/customers/${encodeURIComponent(key)}`, { signal }),
    staleTime: 60_000,
  });
}
