import { useMutation, useQueryClient } from "@tanstack/react-query";
import { copySegment, deleteSegments, type ListedSegment } from "../../../api/segments.ts";
import { builder } from "../../../texts/builder.ts";
import { segments as texts } from "../../../texts/segments.ts";
import { sayDone, sayFailed } from "../../../components/say.ts";

/** Copying and deleting in the list. */
export function useSegmentActions(onDeleted: () => void) {
  const cache = useQueryClient();
  const listChanged = () => void cache.invalidateQueries({ queryKey: ["segments"] });

  const copy = useMutation({
    mutationFn: (segment: ListedSegment) => copySegment(segment, builder.copyName(segment.name)),
    onSuccess: ({ name }) => {
      sayDone(texts.copied(name));
      listChanged();
    },
    onError: (error) => sayFailed(builder.copyFailed, error),
  });

  const remove = useMutation({
    mutationFn: (segments: readonly ListedSegment[]) => deleteSegments(segments.map(({ id }) => id)),
    onSuccess: (_, segments) => {
      sayDone(texts.removed(segments.map(({ name }) => name)));
      for (const { id } of segments) cache.removeQueries({ queryKey: ["segment", id] });
      void cache.invalidateQueries({ queryKey: ["tags"] });
      onDeleted();
      listChanged();
    },
    onError: (error) => sayFailed(builder.removeFailed, error),
  });

  return { copy, remove };
}
