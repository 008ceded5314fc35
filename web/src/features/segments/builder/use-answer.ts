import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Clock } from "../../../../../src/segment/window.ts";
import type { Asking, Question } from "../../../api/audience.ts";
import type { SegmentDraft } from "../../../api/segments.ts";
import { questionOf } from "./question.ts";

export interface Answer<T> {
  /** The last answer there is; it is of what is on the screen only when `state` is current. */
  readonly data: T | undefined;
  readonly state: "current" | "pending" | "blocked" | "failed";
  readonly error: Error | undefined;
  readonly retry: () => void;
}

/** Long enough to type on, too short to be noticed. */
const PAUSE_MS = 120;

/** Asks about what is on the screen. A newer edit aborts the request of the one before it. */
export function useAnswer<T>(
  ask: (question: Question) => Asking<T>,
  draft: SegmentDraft,
  answerable: boolean,
  clock: Clock,
  pause = PAUSE_MS,
): Answer<T> {
  const { where, timeZone } = draft;
  const [last, setLast] = useState<{ draft: SegmentDraft; now: number }>();
  if (answerable && (last?.draft.where !== where || last.draft.timeZone !== timeZone || last.now !== clock.now)) {
    setLast({ draft, now: clock.now });
  }
  const [asked] = useDebouncedValue(last, pause);
  const target = asked ?? last;
  const { queryKey, queryFn, staleTime } = ask(questionOf(target?.draft ?? draft, { ...clock, now: target?.now ?? clock.now }));
  const found = useQuery({ queryKey, queryFn, staleTime, enabled: target !== undefined, placeholderData: keepPreviousData });

  const upToDate = target === last && !found.isPlaceholderData && !found.isFetching && found.data !== undefined;
  const failed = answerable && target === last && found.error !== null && !found.isFetching;
  const state = !answerable ? "blocked" : failed ? "failed" : upToDate ? "current" : "pending";
  return { data: found.data, state, error: failed ? (found.error ?? undefined) : undefined, retry: () => void found.refetch() };
}
