import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Clock } from "../../../../../src/segment/window.ts";
import { countQuery } from "../../../api/audience.ts";
import type { Receipt } from "../../../api/receipt.ts";
import type { SegmentDraft } from "../../../api/segments.ts";
import { questionOf } from "./question.ts";

export interface Size {
  /** The last number there is; it is of what is on the screen only when `state` is current. */
  readonly receipt: Receipt | undefined;
  readonly state: "current" | "pending" | "blocked" | "failed";
  readonly error: Error | undefined;
  readonly retry: () => void;
}

/** Long enough to type on, too short to be noticed. */
const PAUSE_MS = 120;

/** Counts what is on the screen. A newer edit aborts the request of the one before it. */
export function useSize(draft: SegmentDraft, countable: boolean, clock: Clock): Size {
  const { where, timeZone } = draft;
  const [last, setLast] = useState<{ draft: SegmentDraft; now: number }>();
  if (countable && (last?.draft.where !== where || last.draft.timeZone !== timeZone || last.now !== clock.now)) {
    setLast({ draft, now: clock.now });
  }
  const [asked] = useDebouncedValue(last, PAUSE_MS);
  const target = asked ?? last;
  const count = useQuery({
    ...countQuery(questionOf(target?.draft ?? draft, { ...clock, now: target?.now ?? clock.now })),
    enabled: target !== undefined,
    placeholderData: keepPreviousData,
  });

  const upToDate = target === last && !count.isPlaceholderData && !count.isFetching && count.data !== undefined;
  const failed = countable && target === last && count.error !== null && !count.isFetching;
  const state = !countable ? "blocked" : failed ? "failed" : upToDate ? "current" : "pending";
  return {
    receipt: count.data,
    state,
    error: failed ? (count.error ?? undefined) : undefined,
    retry: () => void count.refetch(),
  };
}
