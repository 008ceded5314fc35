import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sayDone, sayFailed } from "../../../components/say.ts";

interface TagChange<T, R> {
  readonly change: (wanted: T) => Promise<R>;
  /** What is said when it is done. */
  readonly done: (result: R, wanted: T) => string;
  readonly failed: string;
  readonly onDone: () => void;
}

/** A change of the tags: everything that shows tags is asked for again. */
export function useTagChange<T, R>({ change, done, failed, onDone }: TagChange<T, R>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (result, wanted) => {
      for (const key of ["tags", "segments", "segment"]) void cache.invalidateQueries({ queryKey: [key] });
      sayDone(done(result, wanted));
      onDone();
    },
    onError: (error) => sayFailed(failed, error),
  });
}
