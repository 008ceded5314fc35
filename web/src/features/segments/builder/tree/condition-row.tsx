import { memo } from "react";
import type { Path } from "../../../../../../src/errors.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { useCollapsed } from "./collapse.ts";
import { CollapseButton } from "./collapse-button.tsx";
import { contentOf, leavesIn } from "./content.ts";
import { CountCells } from "./count-cells.tsx";
import { DragHandle } from "./drag-handle.tsx";
import { Findings } from "./findings.tsx";
import { LeafBody, LeafSentence } from "./leaf-view.tsx";
import type { LeafNode } from "./moves.ts";
import { NodeMarks } from "./node-marks.tsx";
import { NodeNote } from "./node-note.tsx";
import { NodeTools } from "./node-tools.tsx";
import { RowResolved } from "./row-resolved.tsx";
import { sameProps } from "./same-props.ts";
import type { Subject } from "./subject.ts";
import classes from "./tree.module.css";
import { type TreeFindings, useFindings } from "./tree-scope.ts";
import { useMoveKeys } from "./use-move-keys.ts";

interface ConditionRowProps {
  readonly leaf: LeafNode;
  /** The leaf with its negations. */
  readonly node: Node;
  readonly path: Path;
  /** Where the leaf itself stands, inside of its negations. */
  readonly inner: Path;
  readonly negations: number;
  readonly offAt: Path | undefined;
  readonly place: string;
  readonly subject: Subject;
}

/** One condition, or one filter of an event or a record. */
export function ConditionRow(props: ConditionRowProps) {
  const { problems, warnings } = useFindings(props.path, props.inner);
  return <Row {...props} problems={problems} warnings={warnings} />;
}

/** A sentence of controls. Drawn again only when something of its own has changed. */
const Row = memo(function Row(props: ConditionRowProps & TreeFindings) {
  const { leaf, node, path, inner, negations, offAt, place, subject, problems, warnings } = props;
  const content = useCollapsed(contentOf(leaf));
  const onKeyDown = useMoveKeys(path);
  const off = offAt !== undefined;
  const name = subject.kind === "customer" ? texts.condition(place) : texts.filter(place);
  const leafProps = { leaf, path: inner, problems, subject };

  return (
    <div
      role="group"
      aria-label={name}
      className={classes.row}
      data-path={JSON.stringify(path)}
      data-off={off || undefined}
      onKeyDownCapture={onKeyDown}
    >
      <div className={classes.line}>
        <DragHandle path={path} name={name} />
        <div className={classes.sentence}>
          <NodeMarks path={path} negations={negations} off={off} />
          <LeafSentence {...leafProps} />
          {content && <CollapseButton collapsed={content.collapsed} onToggle={content.toggle} holds={holds(leaf)} />}
        </div>
        {subject.kind === "customer" && <CountCells node={node} path={path} name={name} />}
        <NodeTools path={path} inner={inner} node={leaf} negated={negations > 0} offAt={offAt} name={name} />
      </div>
      <RowResolved leaf={leaf} subject={subject} valid={problems.length === 0 && !off} />
      <NodeNote note={leaf.note} path={inner} />
      <Findings problems={problems} warnings={off ? [] : warnings} />
      {content?.collapsed !== true && <LeafBody {...leafProps} place={place} />}
    </div>
  );
}, sameProps);

function holds(leaf: LeafNode): string {
  if (leaf.kind === "sequence") return texts.holdsSteps(leaf.steps.length);
  return texts.holdsFilters("where" in leaf && leaf.where ? leavesIn(leaf.where) : 0);
}
