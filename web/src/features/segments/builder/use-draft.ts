import { useCallback, useRef, useState } from "react";
import type { Segment, SegmentDraft } from "../../../api/segments.ts";
import { type Draft, type DraftAction, draftOf, reduceDraft } from "./draft.ts";

export interface DraftStore {
  readonly draft: Draft;
  /** The newest state, also between two renders. */
  readonly latest: () => Draft;
  readonly dispatch: (action: DraftAction) => void;
}

/** The draft of one segment. A field that is left and a button that is pressed may both edit before the next render. */
export function useDraft(segment: Segment | undefined, start?: SegmentDraft): DraftStore {
  const [draft, setDraft] = useState(() => draftOf(segment, start));
  const newest = useRef(draft);
  const latest = useCallback(() => newest.current, []);
  const dispatch = useCallback((action: DraftAction) => {
    newest.current = reduceDraft(newest.current, action);
    setDraft(newest.current);
  }, []);
  return { draft, latest, dispatch };
}
