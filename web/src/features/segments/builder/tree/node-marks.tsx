import type { Path } from "../../../../../../src/errors.ts";
import { negate } from "../../../../../../src/segment/edit.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface NodeMarksProps {
  readonly path: Path;
  readonly negations: number;
  readonly off: boolean;
}

/** What stands before a sentence: that it is switched off, and each “not”, which a click takes away. */
export function NodeMarks({ path, negations, off }: NodeMarksProps) {
  const { apply } = useTree();
  return (
    <>
      {off && <span className={classes.off}>{texts.off}</span>}
      {Array.from({ length: negations }, (_, index) => (
        <button
          key={index}
          type="button"
          className={classes.not}
          aria-label={texts.notRemove}
          title={texts.notRemove}
          onClick={() => apply((condition) => negate(condition, path), { focus: "field" })}
        >
          {texts.not}
        </button>
      ))}
    </>
  );
}
