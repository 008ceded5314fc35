import { builder } from "../../texts/builder.ts";
import classes from "./code.module.css";
import type { CodeProblem } from "./code-text.ts";

interface CodeProblemsProps {
  readonly problems: readonly CodeProblem[];
  /** The text is no definition: the conditions are those of before. */
  readonly waits: boolean;
}

const texts = builder.code;
const SHOWN = 50;

/** What is wrong in the text, line by line. */
export function CodeProblems({ problems, waits }: CodeProblemsProps) {
  return (
    <div role="status">
      {problems.length > 0 && (
        <ul className={classes.problems} aria-label={texts.problems}>
          {problems.slice(0, SHOWN).map(({ line, message, hint }, index) => (
            <li key={index}>
              <b>{texts.line(line)}</b> {message} {hint}
            </li>
          ))}
        </ul>
      )}
      {waits && <p className={classes.waits}>{texts.waits}</p>}
    </div>
  );
}
