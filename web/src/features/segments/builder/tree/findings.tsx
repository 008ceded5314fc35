import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Problem } from "../../../../../../src/errors.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import classes from "./findings.module.css";
import { isUnfinished, type Warning } from "./tree-scope.ts";

interface FindingsProps {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
}

/** What is wrong with a condition, and what looks odd, in words. What is only not filled in yet is said quietly. */
export function Findings({ problems, warnings }: FindingsProps) {
  if (problems.length === 0 && warnings.length === 0) return null;
  return (
    <ul className={classes.findings} aria-label={problems.length > 0 ? texts.problems : texts.warnings}>
      {problems.map((problem, index) => (
        <li key={index} data-kind={isUnfinished(problem) ? "unfinished" : "wrong"}>
          {problemText(problem)}
        </li>
      ))}
      {warnings.map((warning, index) => (
        <li key={`w${index}`} data-kind="odd" data-old={warning.old}>
          {titleOf(warning)} {plain(warning.message)} {plain(warning.hint ?? "")}
          {warning.segment && (
            <>
              {" "}
              <Link to="/segments/$id" params={{ id: warning.segment.id }}>
                {texts.openSegment(warning.segment.name)}
              </Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What the page can say in its own words it says so; hints for writers of JSON are left out. */
function problemText(problem: Problem): string {
  const { code, message, hint = "", path = [] } = problem;
  if (isUnfinished(problem)) {
    if (path.includes("event")) return texts.eventMissing;
    const [last] = path.slice(-1);
    if (last === "segment") return texts.segmentMissing;
    if (last === "destination") return texts.destinationMissing;
    return path.includes("window") ? texts.windowMissing : texts.valueMissing;
  }
  if (code === "operator_not_for_type" || code === "unknown_operator") return texts.operatorUnfit;
  if (code.startsWith("unknown_") && !hint.startsWith("Did you mean")) return `${plain(message)} ${texts.chooseAnother}`;
  return `${plain(message)} ${plain(hint)}`;
}

/** The sort of a finding, before it is told. */
function titleOf({ code }: Problem): ReactNode {
  const title = texts.lint.get(code);
  return title && <b>{title}</b>;
}

/** The checker marks names of the language; on the page they are words like others. */
function plain(text: string): string {
  return text.replaceAll("`", "");
}
