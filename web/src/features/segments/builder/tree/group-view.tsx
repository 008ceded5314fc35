import type { Path } from "../../../../../../src/errors.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { useCollapsed } from "./collapse.ts";
import { CollapseButton } from "./collapse-button.tsx";
import { contentOf, leavesIn } from "./content.ts";
import { CountCells } from "./count-cells.tsx";
import { DragHandle } from "./drag-handle.tsx";
import { Findings } from "./findings.tsx";
import { GroupFooter } from "./group-footer.tsx";
import { GroupKind } from "./group-kind.tsx";
import type { GroupNode } from "./moves.ts";
import { NodeMarks } from "./node-marks.tsx";
import { NodeNote } from "./node-note.tsx";
import { NodeTools } from "./node-tools.tsx";
import { NodeView } from "./node-view.tsx";
import type { Subject } from "./subject.ts";
import classes from "./tree.module.css";
import { useFindings } from "./tree-scope.ts";
import { useMoveKeys } from "./use-move-keys.ts";

interface GroupViewProps {
  readonly group: GroupNode;
  /** The group with its negations. */
  readonly node: Node;
  readonly path: Path;
  readonly inner: Path;
  readonly negations: number;
  readonly offAt: Path | undefined;
  readonly place: string;
  readonly subject: Subject;
}

/** Conditions joined by all or any, inside of another group, an event or a record. */
export function GroupView({ group, node, path, inner, negations, offAt, place, subject }: GroupViewProps) {
  const { problems, warnings } = useFindings(path, inner);
  const content = useCollapsed(contentOf(group));
  const holds = subject.kind === "customer" ? texts.holdsConditions : texts.holdsFilters;
  const onKeyDown = useMoveKeys(path);
  const off = offAt !== undefined;
  const name = subject.kind === "customer" ? texts.group(place) : texts.filterGroup(place);
  return (
    <div
      role="group"
      aria-label={name}
      className={classes.group}
      data-path={JSON.stringify(path)}
      data-inner={JSON.stringify(inner)}
      data-size={group.of.length}
      data-off={off || undefined}
      onKeyDownCapture={onKeyDown}
    >
      <div className={classes.line}>
        <DragHandle path={path} name={name} />
        <div className={classes.sentence}>
          <NodeMarks path={path} negations={negations} off={off} />
          <GroupKind group={group} path={inner} name={name} />
          {content && <CollapseButton collapsed={content.collapsed} onToggle={content.toggle} holds={holds(leavesIn(group))} />}
        </div>
        {subject.kind === "customer" && <CountCells node={node} path={path} name={name} />}
        <NodeTools path={path} inner={inner} node={group} negated={negations > 0} offAt={offAt} name={name} />
      </div>
      <NodeNote note={group.note} path={inner} />
      <Findings problems={problems} warnings={off ? [] : warnings} />
      {content?.collapsed !== true && (
        <>
          <GroupChildren group={group} path={inner} place={place} subject={subject} />
          <GroupFooter path={inner} kind={group.kind} empty={group.of.length === 0} subject={subject} />
        </>
      )}
    </div>
  );
}

interface GroupChildrenProps {
  readonly group: GroupNode;
  readonly path: Path;
  readonly place: string;
  readonly subject: Subject;
}

export function GroupChildren({ group, path, place, subject }: GroupChildrenProps) {
  return (
    <ul className={classes.children}>
      {group.of.map((child, index) => (
        <li key={index}>
          <NodeView
            node={child}
            path={[...path, "of", index]}
            place={place === "" ? String(index + 1) : `${place}.${index + 1}`}
            subject={subject}
          />
        </li>
      ))}
    </ul>
  );
}
