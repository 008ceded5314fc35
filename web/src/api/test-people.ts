import { queryOptions } from "@tanstack/react-query";
import { type Asking, questionKey, type Question } from "./audience.ts";
import { request } from "./client.ts";

export const MOST_TEST_PEOPLE = 10;

export interface Contained {
  readonly customers: readonly {
    readonly key: string;
    /** Null: there is no such customer. */
    readonly isIn: boolean | null;
  }[];
  readonly now: string;
}

/** The keys of the customers whom the user watches. */
export const testPeopleQuery = queryOptions({
  queryKey: ["test-people"],
  queryFn: async ({ signal }) => (await request<{ readonly customers: readonly string[] }>("/test-people", { signal })).customers,
  staleTime: 5 * 60_000,
});

export async function replaceTestPeople(customers: readonly string[]): Promise<readonly string[]> {
  return (await request<{ readonly customers: readonly string[] }>("/test-people", { method: "PUT", body: { customers } })).customers;
}

/** Which of some customers are in. */
export function containsQuery(question: Question, customers: readonly string[]): Asking<Contained> {
  return {
    queryKey: ["contains", ...questionKey(question), customers],
    queryFn: ({ signal }) => request("/segments/contains", { method: "POST", body: { ...question, customers }, signal }),
    staleTime: 60_000,
  };
}
