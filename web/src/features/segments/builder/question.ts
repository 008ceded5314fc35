import type { Clock } from "../../../../../src/segment/window.ts";
import type { Question } from "../../../api/audience.ts";
import type { SegmentDraft } from "../../../api/segments.ts";

/** The question that a draft asks as of the instant the builder is pinned to. */
export function questionOf({ where, timeZone }: Pick<SegmentDraft, "where" | "timeZone">, { now }: Clock): Question {
  return { where, now: new Date(now).toISOString(), ...(timeZone !== null && { ownTimeZone: timeZone }) };
}
