import { IconGripVertical } from "@tabler/icons-react";
import type { Path } from "../../../../../../src/errors.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { moveStep } from "./moves.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface DragHandleProps {
  readonly path: Path;
  readonly name: string;
}

/** By this a node is dragged; by the keyboard the arrow keys move it. */
export function DragHandle({ path, name }: DragHandleProps) {
  const { apply, startDrag } = useTree();
  if (path.length === 0) return null;
  return (
    <button
      type="button"
      className={classes.handle}
      aria-label={texts.moveHandle}
      aria-description={texts.moveHandleHint(name)}
      title={texts.moveHandle}
      onPointerDown={(event) => startDrag(event, path)}
      onKeyDown={(event) => {
        const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
        if (step === undefined || event.altKey) return;
        event.preventDefault();
        apply((tree) => moveStep(tree, path, step), { focus: { control: texts.moveHandle } });
      }}
    >
      <IconGripVertical size={16} aria-hidden />
    </button>
  );
}
