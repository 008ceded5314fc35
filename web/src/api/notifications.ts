import { infiniteQueryOptions } from "@tanstack/react-query";
import { query, request } from "./client.ts";

export type Notice =
  | {
      readonly kind: "export_failed" | "export_held";
      /** Null: one that was due could not be made. */
      readonly run: string | null;
      readonly name: string;
      readonly destination: string;
      readonly message: string;
      readonly hint: string | null;
    }
  | { readonly kind: "segment_changed" | "segment_deleted"; readonly segment: string; readonly name: string; readonly by: string };

export interface Notification {
  readonly id: string;
  readonly about: Notice;
  readonly createdAt: string;
  readonly readAt: string | null;
  /** Whether the run that it tells of has finished since. */
  readonly finished: boolean;
}

export interface NotificationsPage {
  readonly notifications: readonly Notification[];
  readonly unread: number;
  readonly next: string | null;
}

const LOOK_MS = 60_000;

/** What this user is told of, the newest first. */
export const notificationsQuery = infiniteQueryOptions({
  queryKey: ["notifications"],
  queryFn: ({ signal, pageParam }) => request<NotificationsPage>(`/notifications${query({ cursor: pageParam || undefined })}`, { signal }),
  initialPageParam: "",
  getNextPageParam: ({ next }) => next,
  refetchInterval: LOOK_MS,
});

export function readNotifications(): Promise<void> {
  return request("/notifications/read", { method: "POST" });
}
