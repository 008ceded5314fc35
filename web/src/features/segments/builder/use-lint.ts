import { useCallback, useEffect, useMemo, useState } from "react";
import type { Path, Problem } from "../../../../../src/errors.ts";
import { find } from "../../../../../src/segment/edit.ts";
import type { Clock } from "../../../../../src/segment/window.ts";
import type { Question } from "../../../api/audience.ts";
import { type LintFinding, lintQuery } from "../../../api/lint.ts";
import type { SegmentDraft } from "../../../api/segments.ts";
import { useAnswer } from "./use-answer.ts";

/** Not while someone types. */
const PAUSE_MS = 900;
/** To look at all other segments takes longer: only when the edits rest. */
const LONG_PAUSE_MS = 4_000;

const CALM_MS = 200;
const OPEN_LIST = "[aria-haspopup=listbox][aria-expanded=true], [aria-haspopup=listbox][data-expanded], [data-dragging]";

const NONE: readonly LintFinding[] = [];

/**
 * What the data says against what is on the screen, once it has been counted. Until then what it said of the conditions that still stand
 * where they stood.
 */
export function useLint(
  draft: SegmentDraft,
  counted: boolean,
  clock: Clock,
  id: string | undefined,
  warnings: readonly Problem[],
): readonly LintFinding[] {
  const { where } = draft;
  const compared = useCallback((question: Question) => lintQuery(question, true, id), [id]);
  const own = useAnswer(askAlone, draft, counted, clock, PAUSE_MS);
  const all = useAnswer(compared, draft, counted && own.state === "current", clock, LONG_PAUSE_MS);
  const { data, state } = all.state === "current" ? all : own;
  const told = useMemo(() => {
    if (!data) return NONE;
    const stands = (path: Path) => state === "current" || find(data.where, path) === find(where, path);
    return data.findings.filter((finding) => stands(finding.path) && !isSaid(finding, warnings));
  }, [data, state, where, warnings]);
  return useWhenCalm(told);
}

function askAlone(question: Question) {
  return lintQuery(question, false);
}

/** A list that is open, and what is being dragged, are not pushed away by what is told meanwhile. */
function useWhenCalm(findings: readonly LintFinding[]): readonly LintFinding[] {
  const [shown, setShown] = useState(findings);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const show = () => {
      if (document.querySelector(OPEN_LIST)) timer = setTimeout(show, CALM_MS);
      else setShown(findings);
    };
    show();
    return () => clearTimeout(timer);
  }, [findings]);
  // What no longer holds goes at once.
  return useMemo(() => shown.filter((finding) => findings.includes(finding)), [shown, findings]);
}

/** The checker has told it already, at the condition or at a field of it. */
function isSaid({ code, path }: LintFinding, warnings: readonly Problem[]): boolean {
  return warnings.some((warning) => warning.code === code && path.every((step, index) => warning.path?.[index] === step));
}
