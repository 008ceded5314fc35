import type { Path, Problem } from "../../../../../../src/errors.ts";
import type { SequenceCondition, Step } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { SequenceSame } from "./sequence-same.tsx";
import { StepView } from "./step-view.tsx";
import classes from "./tree.module.css";
import { useReplace } from "./use-replace.ts";

interface SequenceStepsProps {
  readonly node: SequenceCondition;
  readonly path: Path;
  readonly place: string;
  readonly problems: readonly Problem[];
}

/** What was done, step by step, and what the steps have in common. */
export function SequenceSteps({ node, path, place, problems }: SequenceStepsProps) {
  const set = useReplace(path);
  const steps = (next: readonly Step[], typing?: string) => set({ ...node, steps: next }, typing);
  const wrongIn = (index: number) => {
    const fields = problems.map(({ path: at = [] }) => at.slice(path.length));
    return new Set(fields.filter(([list, step]) => list === "steps" && step === index).map(([, , field]) => String(field)));
  };
  return (
    <>
      <ol className={classes.steps}>
        {node.steps.map((step, index) => (
          <StepView
            key={index}
            step={step}
            index={index}
            steps={node.steps}
            path={[...path, "steps", index]}
            place={`${place}.${index + 1}`}
            wrong={wrongIn(index)}
            onChange={(next, typing) => steps(node.steps.with(index, next), typing === undefined ? undefined : `${index}.${typing}`)}
            onMove={(by) => steps(node.steps.toSpliced(index, 1).toSpliced(index + by, 0, step))}
            onRemove={node.steps.length > 2 ? () => steps(node.steps.toSpliced(index, 1)) : undefined}
          />
        ))}
      </ol>
      <div className={classes.filters}>
        <button type="button" className={classes.quiet} onClick={() => steps([...node.steps, { event: "" }])}>
          + {texts.addStep}
        </button>
        <SequenceSame node={node} onChange={(same) => set({ ...node, same })} />
      </div>
    </>
  );
}
