import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ApiError } from "../../../api/client.ts";
import { historyKey, newestRevisions, type Revision } from "../../../api/history.ts";
import {
  createSegment,
  deleteSegments,
  replaceSegment,
  type Segment,
  type SegmentDraft,
  segmentQuery,
} from "../../../api/segments.ts";
import { builder as texts } from "../../../texts/builder.ts";
import { sayDone, sayFailed } from "../../../components/say.ts";

/** Somebody else saved while the user edited. */
export interface Conflict {
  /** What the user began from. */
  readonly base: Segment;
  /** What is saved now. */
  readonly theirs: Segment;
  /** The saves since, the newest first. */
  readonly saves: readonly Revision[];
}

interface SaveOptions {
  readonly segment: Segment | undefined;
  readonly onSaved: (draft: SegmentDraft) => void;
  readonly onCreated: (id: string) => void;
  /** Leaves the page on purpose, so that nothing asks. */
  readonly leaving: (go: () => Promise<void>) => Promise<void>;
}

/** Saving, copying and deleting the segment on the screen. Nothing is overwritten unseen: a newer revision is a conflict. */
export function useSave({ segment, onSaved, onCreated, leaving }: SaveOptions) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [base, setBase] = useState(segment);
  const [conflict, setConflict] = useState<Conflict>();

  const keep = (saved: Segment) => {
    cache.setQueryData(segmentQuery(saved.id).queryKey, saved);
    void cache.invalidateQueries({ queryKey: ["segments"] });
    void cache.invalidateQueries({ queryKey: historyKey(saved.id) });
  };

  /** They are changed beside what is edited. */
  const tagsNow = () => (base && cache.getQueryData(segmentQuery(base.id).queryKey)?.tags) ?? base?.tags ?? [];

  const save = useMutation({
    mutationFn: ({ draft, over }: { readonly draft: SegmentDraft; readonly over?: Segment | undefined }) => {
      const known = over ?? base;
      return known ? replaceSegment(known.id, draft, known.revision) : createSegment(draft);
    },
    onSuccess: (saved, { draft }) => {
      keep(saved);
      setConflict(undefined);
      setBase(saved);
      onSaved(draft);
      if (base) return;
      onCreated(saved.id);
      void leaving(() => navigate({ to: "/segments/$id", params: { id: saved.id }, search: ({ begun: _, smart: __, ...view }) => view, replace: true }));
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.status === 404 && base) {
        return sayFailed(texts.saveFailed, new ApiError(404, { code: error.code, path: [], message: texts.goneMeanwhile }));
      }
      if (!(error instanceof ApiError && error.status === 409) || !base) return sayFailed(texts.saveFailed, error);
      try {
        const [theirs, revisions] = await Promise.all([
          cache.fetchQuery({ ...segmentQuery(base.id), staleTime: 0, queryKey: ["segment-now", base.id] }),
          newestRevisions(base.id),
        ]);
        setConflict({ base, theirs, saves: revisions.filter(({ revision }) => revision > base.revision && revision <= theirs.revision) });
      } catch (missing) {
        sayFailed(texts.saveFailed, missing);
      }
    },
  });

  const copy = useMutation({
    mutationFn: (draft: SegmentDraft) => createSegment({ ...draft, name: texts.copyName(draft.name) }, tagsNow().map(({ id }) => id), base?.id),
    onSuccess: (saved) => {
      keep(saved);
      sayDone(texts.copied);
      void leaving(() => navigate({ to: "/segments/$id", params: { id: saved.id } }));
    },
    onError: (error) => sayFailed(texts.copyFailed, error),
  });

  const remove = useMutation({
    mutationFn: (gone: Segment) => deleteSegments([gone.id]),
    onSuccess: (_, gone) => {
      sayDone(texts.removed(gone.name));
      void cache.invalidateQueries({ queryKey: ["segments"] });
      void leaving(() => navigate({ to: "/segments" })).then(() => cache.removeQueries({ queryKey: segmentQuery(gone.id).queryKey }));
    },
    onError: (error) => sayFailed(texts.removeFailed, error),
  });

  const adopt = (theirs: Segment) => {
    keep(theirs);
    setBase(theirs);
    setConflict(undefined);
  };

  return { base, save, copy, remove, conflict, adopt, closeConflict: () => setConflict(undefined) };
}
