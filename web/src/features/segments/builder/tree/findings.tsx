import type { Problem } from "../../../../../../src/errors.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import classes from "./tree.module.css";
import { isUnfinished } from "./tree-scope.ts";

interface FindingsProps {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** What is wrong with a condition, and what looks odd, in words. What is only not filled in yet is said quietly. */
export function Findings({ problems, warnings }: FindingsProps) {
  if (problems.length === 0 && warnings.length === 0) return null;
  return (
    <ul className={classes.findings} aria-label={problems.length > 0 ? texts.problems : texts.warnings}>
      {problems.map((problem, index) => (
        <li key={index} data-kind={isUnfinished(problem) ? "unfinished" : "wrong"}>
          {isUnfinished(problem) ? unfinishedText(problem) : `${plain(problem.message)} ${plain(problem.hint ?? "")}`}
        </li>
      ))}
      {warnings.map((warning, index) => (
        <li key={`w${index}`} data-kind="odd">
          {plain(warning.message)} {plain(warning.hint ?? "")}
        </li>
      ))}
    </ul>
  );
}

function unfinishedText({ path = [] }: Problem): string {
  return path.includes("window") ? texts.windowMissing : texts.valueMissing;
}

/** The checker marks names of the language; on the page they are words like others. */
function plain(text: string): string {
  return text.replaceAll("`", "");
}
