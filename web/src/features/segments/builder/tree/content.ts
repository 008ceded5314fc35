import { childrenAt, type Node } from "../../../../../../src/segment/edit-tree.ts";
import { isGroup } from "./moves.ts";

/** What a node holds that can be hidden; undefined for nothing. */
export function contentOf(node: Node): object | undefined {
  if (isGroup(node)) return node.of.length > 0 ? node.of : undefined;
  if (node.kind === "sequence") return node.steps;
  return "where" in node && node.where !== undefined && leavesIn(node.where) > 0 ? node.where : undefined;
}

/** How many conditions a node is made of: itself, unless it is a group or a negation. */
export function leavesIn(node: Node): number {
  if (!isGroup(node) && node.kind !== "not") return 1;
  return childrenAt(node, []).reduce((sum, [child]) => sum + leavesIn(child), 0);
}
