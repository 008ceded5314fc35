import type { Clock } from "../../../../../src/segment/window.ts";
import { countQuery } from "../../../api/audience.ts";
import type { Receipt } from "../../../api/receipt.ts";
import type { SegmentDraft } from "../../../api/segments.ts";
import { type Answer, useAnswer } from "./use-answer.ts";

export interface Size extends Omit<Answer<Receipt>, "data"> {
  /** The last number there is; it is of what is on the screen only when `state` is current. */
  readonly receipt: Receipt | undefined;
}

/** Counts what is on the screen. */
export function useSize(draft: SegmentDraft, countable: boolean, clock: Clock): Size {
  const { data, ...rest } = useAnswer(countQuery, draft, countable, clock);
  return { receipt: data, ...rest };
}
