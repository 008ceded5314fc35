import { queryOptions } from "@tanstack/react-query";
import type { Problem } from "../../../src/errors.ts";
import type { Question } from "./audience.ts";
import { request } from "./client.ts";

interface Findings {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** In full words; null, as the short one, while there are problems. */
  readonly sentence: string | null;
  readonly short: string | null;
}

/** What the server says of a definition: with the names of the segments and lists that it refers to. */
export function findingsQuery(question: Question) {
  return queryOptions({
    queryKey: ["findings", question],
    queryFn: ({ signal }) => request<Findings>("/segments/check", { method: "POST", body: question, signal }),
    staleTime: 60_000,
  });
}
