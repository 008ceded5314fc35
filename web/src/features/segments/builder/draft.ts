import type { Condition } from "../../../../../src/segment/ast.ts";
import type { Segment, SegmentDraft } from "../../../api/segments.ts";

/** A segment while it is edited: what stands on the screen, what is saved, and the way back and forth. */
export interface Draft {
  readonly present: SegmentDraft;
  readonly saved: SegmentDraft;
  readonly past: readonly SegmentDraft[];
  readonly future: readonly SegmentDraft[];
  /** Names the field last typed in: typing on in it is the same step of the history. */
  readonly typing: string | undefined;
}

export type DraftAction =
  | { readonly kind: "change"; readonly to: Partial<SegmentDraft>; readonly typing?: string | undefined }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  | { readonly kind: "saved"; readonly as: SegmentDraft };

const EVERYONE: Condition = { kind: "all", of: [] };
const NOTHING: SegmentDraft = { name: "", where: EVERYONE, timeZone: null };
const STEPS = 200;

/** A new segment may begin as something. */
export function draftOf(segment: Segment | undefined, start: SegmentDraft = NOTHING): Draft {
  const present: SegmentDraft = segment
    ? { name: segment.name, where: segment.where, timeZone: segment.timeZone }
    : start;
  return { present, saved: present, past: [], future: [], typing: undefined };
}

export function reduceDraft(draft: Draft, action: DraftAction): Draft {
  switch (action.kind) {
    case "change": {
      const present = { ...draft.present, ...action.to };
      const goesOn = action.typing !== undefined && action.typing === draft.typing;
      const past = goesOn ? draft.past : [...draft.past, draft.present].slice(-STEPS);
      return { ...draft, present, past, future: [], typing: action.typing };
    }
    case "undo": {
      const present = draft.past.at(-1);
      if (!present) return draft;
      const future = [draft.present, ...draft.future];
      return { ...draft, present, past: draft.past.slice(0, -1), future, typing: undefined };
    }
    case "redo": {
      const [present, ...future] = draft.future;
      if (!present) return draft;
      return { ...draft, present, past: [...draft.past, draft.present], future, typing: undefined };
    }
    case "saved":
      return { ...draft, saved: action.as, typing: undefined };
  }
}

export function isDirty({ present, saved }: Draft): boolean {
  return present !== saved && JSON.stringify(present) !== JSON.stringify(saved);
}
