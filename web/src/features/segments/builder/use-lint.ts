import { useCallback, useMemo } from "react";
import type { Problem } from "../../../../../src/errors.ts";
import type { Condition } from "../../../../../src/segment/ast.ts";
import { find } from "../../../../../src/segment/edit.ts";
import type { Clock } from "../../../../../src/segment/window.ts";
import type { Question } from "../../../api/audience.ts";
import { type Lint, type LintFinding, lintQuery } from "../../../api/lint.ts";
import type { SegmentDraft } from "../../../api/segments.ts";
import { placesOf } from "./places.ts";
import { useAnswer } from "./use-answer.ts";
import { useWhenCalm } from "./use-when-calm.ts";

/** A finding as it stands on the screen. */
export interface ToldFinding extends LintFinding {
  /** It is of before the last edit of its condition, until the next comes. */
  readonly old?: true;
}

/** Not while someone types. */
const PAUSE_MS = 900;
/** To look at all other segments takes longer: only when the edits rest. */
const LONG_PAUSE_MS = 4_000;
const NEAR_DUPLICATE = "near_duplicate";
/** The nearest of the saved segments that are nearly the same. */
const MOST_NEAR = 3;

/** What the data says against what is on the screen, once it has been counted. Until then what it said before, so that no row moves. */
export function useLint(
  draft: SegmentDraft,
  counted: boolean,
  clock: Clock,
  id: string | undefined,
  warnings: readonly Problem[],
): readonly ToldFinding[] {
  const { where } = draft;
  const compared = useCallback((question: Question) => lintQuery(question, true, id), [id]);
  const own = useAnswer(askAlone, draft, counted, clock, PAUSE_MS);
  const all = useAnswer(compared, draft, counted && own.state === "current", clock, LONG_PAUSE_MS);
  const [shown, others] = [useWhenCalm(own.data), useWhenCalm(all.data)];
  const [isCurrent, isCompared] = [own.state === "current" && shown === own.data, all.state === "current" && others === all.data];
  return useMemo(() => {
    const told = shown ? placed(shown, where, isCurrent).filter((finding) => !isSaid(finding, warnings)) : [];
    const near = others && !isUntouched(where) ? placed(others, where, isCompared).filter(({ code }) => code === NEAR_DUPLICATE) : [];
    return [...told, ...near.toSorted((one, other) => nearness(other) - nearness(one)).slice(0, MOST_NEAR)];
  }, [shown, others, where, isCurrent, isCompared, warnings]);
}

function nearness({ segment }: LintFinding): number {
  return segment?.jaccard ?? 0;
}

/** Everyone: nothing has been asked for yet that another segment could ask for too. */
function isUntouched(where: Condition): boolean {
  return where.kind === "all" && where.of.length === 0;
}

function askAlone(question: Question) {
  return lintQuery(question, false);
}

/** The findings where their conditions stand now; those of conditions that are gone are left out. */
function placed({ findings, where: asked }: Lint, where: Condition, isCurrent: boolean): readonly ToldFinding[] {
  if (isCurrent) return findings;
  const places = placesOf(where);
  return findings.flatMap((finding): ToldFinding[] => {
    const node = find(asked, finding.path);
    const path = node && places.get(node);
    if (path) return [{ ...finding, path }];
    return find(where, finding.path)?.kind === node?.kind ? [{ ...finding, old: true }] : [];
  });
}

/** The checker has told it already, at the condition or at a field of it. */
function isSaid({ code, path }: LintFinding, warnings: readonly Problem[]): boolean {
  return warnings.some((warning) => warning.code === code && path.every((step, index) => warning.path?.[index] === step));
}
