import { memo } from "react";
import type { Path } from "../../../../../../src/errors.ts";
import type { EventType } from "../../../../../../src/catalog/types.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";
import { ConditionRow } from "./condition-row.tsx";
import { GroupView } from "./group-view.tsx";
import { isGroup, peel } from "./moves.ts";
import { sameProps } from "./same-props.ts";

export interface NodeViewProps {
  readonly node: Node;
  readonly path: Path;
  /** Its number as it is read: `2.1`. */
  readonly place: string;
  /** The events whose properties are tested; undefined outside of an event. */
  readonly events: readonly EventType[] | undefined;
}

/** Any node of the tree: a group, or a row. */
export const NodeView = memo(function NodeView({ node, path, place, events }: NodeViewProps) {
  const peeled = peel(node, path);
  const inner = peeled.node;
  const off = node.off === true || inner.off === true;
  const shared = { path, inner: peeled.path, negations: peeled.negations, off, place, events };
  return isGroup(inner) ? (
    <GroupView {...shared} group={inner} />
  ) : (
    <ConditionRow {...shared} leaf={inner} />
  );
}, sameProps);
