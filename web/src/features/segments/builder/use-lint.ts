import { useCallback, useMemo } from "react";
import type { Problem } from "../../../../../src/errors.ts";
import type { Clock } from "../../../../../src/segment/window.ts";
import type { Question } from "../../../api/audience.ts";
import { type LintFinding, lintQuery } from "../../../api/lint.ts";
import type { SegmentDraft } from "../../../api/segments.ts";
import { useAnswer } from "./use-answer.ts";

/** The other segments are looked at too: not while someone types. */
const PAUSE_MS = 900;

const NONE: readonly LintFinding[] = [];

/** What the data says against what is on the screen, once it has been counted; nothing while that is not known. */
export function useLint(draft: SegmentDraft, counted: boolean, clock: Clock, id: string | undefined, warnings: readonly Problem[]): readonly LintFinding[] {
  const ask = useCallback((question: Question) => lintQuery(question, id), [id]);
  const { data, state } = useAnswer(ask, draft, counted, clock, PAUSE_MS);
  return useMemo(() => (state === "current" && data ? data.filter((finding) => !isSaid(finding, warnings)) : NONE), [data, state, warnings]);
}

/** The checker has told it already, at the condition or at a field of it. */
function isSaid({ code, path }: LintFinding, warnings: readonly Problem[]): boolean {
  return warnings.some((warning) => warning.code === code && path.every((step, index) => warning.path?.[index] === step));
}
