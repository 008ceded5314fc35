import { memo } from "react";
import type { Path } from "../../../../../../src/errors.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";
import { ConditionRow } from "./condition-row.tsx";
import { GroupView } from "./group-view.tsx";
import { isGroup, peel } from "./moves.ts";
import { sameProps } from "./same-props.ts";
import type { Subject } from "./subject.ts";

export interface NodeViewProps {
  readonly node: Node;
  readonly path: Path;
  /** Its number as it is read: `2.1`. */
  readonly place: string;
  readonly subject: Subject;
}

/** Any node of the tree: a group, or a row. */
export const NodeView = memo(function NodeView({ node, path, place, subject }: NodeViewProps) {
  const peeled = peel(node, path);
  const inner = peeled.node;
  const shared = { node, path, inner: peeled.path, negations: peeled.negations, offAt: peeled.offAt, place, subject };
  return isGroup(inner) ? (
    <GroupView {...shared} group={inner} />
  ) : (
    <ConditionRow {...shared} leaf={inner} />
  );
}, sameProps);
