import { useMemo, useState } from "react";
import type { Problem } from "../../../../src/errors.ts";
import type { Condition } from "../../../../src/segment/ast.ts";
import { CodeArea } from "../code/code-area.tsx";
import { CodeProblems } from "../code/code-problems.tsx";
import { printCode, readCode } from "../code/code-text.ts";

interface ConditionCodeProps {
  readonly label: string;
  readonly condition: Condition | null;
  /** What is wrong with what the code says. */
  readonly problems: readonly Problem[];
  /** Undefined: the code cannot be read. */
  readonly onChange: (condition: Condition | undefined) => void;
}

/** A condition as YAML or JSON, as definitions are written. */
export function ConditionCode({ label, condition, problems, onChange }: ConditionCodeProps) {
  const [text, setText] = useState(() => (condition === null ? "" : printCode(condition, "yaml")));
  const read = useMemo(() => readCode(text), [text]);
  const found = problems.map(({ path = [], message, hint }) => ({ line: read.lineOf(path), message, hint }));
  const shown = text.trim() === "" ? [] : read.where ? found : read.problems;
  return (
    <div>
      <CodeArea
        label={label}
        text={text}
        wrong={new Set(shown.map(({ line }) => line))}
        onChange={(typed) => {
          setText(typed);
          onChange(readCode(typed).where);
        }}
        onLeave={() => undefined}
      />
      <CodeProblems problems={shown} waits={false} />
    </div>
  );
}
