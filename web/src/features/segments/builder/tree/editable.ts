import type { Catalog } from "../../../../../../src/catalog/types.ts";
import type { AttributeCondition, EventCondition, PropertyCondition } from "../../../../../../src/segment/ast.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";
import { isRecordsCondition } from "../../../../../../src/segment/records.ts";

/** What the builder has controls for. */
export type EditableLeaf = AttributeCondition | EventCondition | PropertyCondition;

/** A node that is neither a group nor a negation. */
export type LeafNode = Exclude<Node, { readonly kind: "all" | "any" | "not" }>;

/** The leaf when there are controls for it; undefined for groups, and for what is shown as its sentence alone. */
export function editableLeaf(leaf: Node, catalog: Catalog): EditableLeaf | undefined {
  switch (leaf.kind) {
    case "attribute":
      return isRecordsCondition(leaf, catalog) ? undefined : leaf;
    case "event":
      return leaf.pick === undefined ? leaf : undefined;
    case "property":
      return leaf.property === "$time" ? undefined : leaf;
    default:
      return undefined;
  }
}
