import { CloseButton } from "@mantine/core";
import type { Path } from "../../../../../../src/errors.ts";
import { update } from "../../../../../../src/segment/edit.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface NodeNoteProps {
  readonly note: string | undefined;
  readonly path: Path;
}

/** A remark on a condition. It means nothing to the count. */
export function NodeNote({ note, path }: NodeNoteProps) {
  const { apply } = useTree();
  if (note === undefined) return null;
  const set = (text: string | undefined) =>
    apply((tree) => update(tree, path, (node) => ({ ...node, note: text })), { typing: JSON.stringify([...path, "note"]) });
  return (
    <div className={classes.note}>
      <input
        aria-label={texts.note}
        placeholder={texts.notePlaceholder}
        value={note}
        maxLength={1000}
        onChange={(event) => set(event.currentTarget.value)}
      />
      <CloseButton size={24} aria-label={texts.actions.noteRemove} onClick={() => set(undefined)} />
    </div>
  );
}
