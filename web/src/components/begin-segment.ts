import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback } from "react";
import type { SegmentDraft } from "../api/segments.ts";
import { randomSalt } from "./random-salt.ts";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** What a new segment begins as. It stands in the history, so that a reload keeps it. */
    readonly begins?: SegmentDraft;
  }
}

/** Opens the builder with a new segment that begins as this one. Nothing is saved by it. */
export function useBeginSegment(): (begins: SegmentDraft) => void {
  const navigate = useNavigate();
  return useCallback(
    (begins) => {
      const [params, search] = [{ id: "new" }, { begun: randomSalt() }];
      // What is open beside the page stays behind.
      void navigate({ to: "/segments/$id", params, search, state: ({ opened: _, ...state }) => ({ ...state, begins }) });
    },
    [navigate],
  );
}

/** What the new segment on the screen begins as, when it was opened so. */
export function useBeginning(): SegmentDraft | undefined {
  return useRouterState({ select: ({ location }) => location.state.begins });
}
