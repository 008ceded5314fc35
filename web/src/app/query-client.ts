import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "../api/client.ts";
import { sessionQuery } from "../api/session.ts";

/** Server state. A 401 anywhere asks for the session again, which shows that it has ended. */
export function createQueryClient(): QueryClient {
  const [sessionKey] = sessionQuery.queryKey;
  const noticeSignOut = (error: Error) => {
    if (error instanceof ApiError && error.status === 401) void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => {
        if (queryKey[0] !== sessionKey) noticeSignOut(error);
      },
    }),
    mutationCache: new MutationCache({ onError: noticeSignOut }),
    defaultOptions: { queries: { staleTime: 15_000, retry: (failures, error) => failures < 2 && mayPass(error) } },
  });
  return client;
}

/** Whether the same request may succeed later: the server was away or busy. */
function mayPass(error: Error): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 502;
}
