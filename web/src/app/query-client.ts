import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "../api/client.ts";
import { sessionQuery } from "../api/session.ts";

/** Server state. A 401 anywhere asks for the session again, which shows that it has ended. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: (error, { queryKey }) => noticeSignOut(client, error, queryKey) }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 2 && mayPass(error) },
      mutations: { onError: (error) => noticeSignOut(client, error, []) },
    },
  });
  return client;
}

function noticeSignOut(client: QueryClient, error: Error, queryKey: readonly unknown[]): void {
  const own = queryKey[0] === sessionQuery.queryKey[0];
  if (error instanceof ApiError && error.status === 401 && !own) {
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }
}

/** Whether the same request may succeed later: the server was away or busy. */
function mayPass(error: Error): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 502;
}
