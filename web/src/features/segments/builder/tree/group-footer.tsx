import { memo } from "react";
import type { Path } from "../../../../../../src/errors.ts";
import { insert } from "../../../../../../src/segment/edit.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { beginning, choicesFor, firstControl, groupOn } from "./beginnings.ts";
import { Picker } from "./picker.tsx";
import { randomSalt } from "../../../../components/random-salt.ts";
import { sameProps } from "./same-props.ts";
import type { Saved } from "./saved-options.ts";
import type { Subject } from "./subject.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface GroupFooterProps {
  readonly path: Path;
  readonly kind: "all" | "any";
  readonly empty: boolean;
  readonly subject: Subject;
}

const SAVED: readonly Saved[] = ["destination", "segment"];

/** What can be put into a group: a condition, or a group that begins with one. */
export const GroupFooter = memo(function GroupFooter({ path, kind, empty, subject }: GroupFooterProps) {
  const { catalog, apply } = useTree();
  const isCondition = subject.kind === "customer";
  const other = kind === "all" ? "any" : "all";
  const add = (node: Node, choice: string) => apply((tree) => insert(tree, path, node), { focus: firstControl(choice) });
  const picker = { search: texts.searchOf[subject.kind], groups: choicesFor(subject, catalog), saved: isCondition ? SAVED : [] };

  return (
    <div className={classes.footer}>
      {empty && <p className={classes.empty}>{kind === "any" ? texts.nobody : texts.everyOf[subject.kind]}</p>}
      <Picker
        {...picker}
        label={isCondition ? texts.add : texts.addFilter}
        className={isCondition ? undefined : classes.quiet}
        onPick={(choice) => add(beginning(choice, subject, catalog, randomSalt), choice)}
      >
        + {isCondition ? texts.add : texts.addFilter}
      </Picker>
      <Picker
        {...picker}
        label={isCondition ? texts.addGroup : texts.addFilterGroup}
        className={classes.quiet}
        onPick={(choice) => add(groupOn(other, choice, subject, catalog, randomSalt), choice)}
      >
        + {isCondition ? texts.addGroup : texts.addFilterGroup}
      </Picker>
    </div>
  );
}, sameProps);
