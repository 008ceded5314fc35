import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { replaceTestPeople, testPeopleQuery } from "../../api/test-people.ts";
import { panel } from "../../texts/panel.ts";
import { sayFailed } from "../say.ts";

/** The customers whom the user watches; undefined until they are known. */
export function useTestPeople() {
  const cache = useQueryClient();
  const { data: keys } = useQuery(testPeopleQuery);
  const replace = useMutation({
    mutationFn: replaceTestPeople,
    onMutate: (next) => {
      const before = cache.getQueryData(testPeopleQuery.queryKey);
      cache.setQueryData(testPeopleQuery.queryKey, next);
      return before;
    },
    onSuccess: (kept) => cache.setQueryData(testPeopleQuery.queryKey, kept),
    onError: (error, _, before) => {
      cache.setQueryData(testPeopleQuery.queryKey, before);
      sayFailed(panel.test.notKept, error);
    },
  });
  return { keys, replace };
}
