import { useMutation, useQueryClient } from "@tanstack/react-query";
import { historyKey, refreshSegment } from "../../../api/history.ts";
import { sayFailed } from "../../../components/say.ts";
import { panel as texts } from "../../../texts/panel.ts";

/** Keeps who is in a saved segment now, so that its line goes on. */
export function useKeepRefresh() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: refreshSegment,
    onSuccess: (_, id) => {
      void cache.invalidateQueries({ queryKey: historyKey(id) });
      void cache.invalidateQueries({ queryKey: ["segments"] });
    },
    onError: (error) => sayFailed(texts.line.keepFailed, error),
  });
}
