import type { Path } from "../errors.ts";
import type { Condition, EventFilter } from "./ast.ts";
import { isGroup, isNot, type Leaf, type LeafOf, type Tree } from "./tree.ts";

/** A node of either sort: a condition, or a test of one event inside of an event condition. */
export type Node = Condition | EventFilter;

/** What stands in a node's place afterwards: none, one or several; or why it cannot be, in a sentence. */
export type Outcome<T> = readonly T[] | string;

/** What to do with the node that a path leads to, whichever sort it is. */
export interface Splice {
  readonly condition: (node: Condition) => Outcome<Condition>;
  readonly filter: (node: EventFilter) => Outcome<EventFilter>;
}

export const NOWHERE = "There is no condition at this place.";
export const OUT_OF_PLACE = "Tests of an event stand inside of that event, and other conditions outside.";

/** The node at a path of `of`, indexes and `where`; undefined when the path leads nowhere. */
export function nodeAt(condition: Condition, path: Path): Node | undefined {
  let found: Node | undefined;
  spliceAt(condition, path, {
    condition: (node) => [(found = node)],
    filter: (node) => [(found = node)],
  });
  return found;
}

/** Puts what `splice` gives in the place of the node at a path. A string says why that cannot be. Groups left empty go too. */
export function spliceAt(root: Condition, path: Path, splice: Splice): Condition | string {
  const outcome = spliceTree<LeafOf<Condition>>(root, path, splice.condition, (leaf, rest) => {
    if (leaf.kind !== "event" || rest[0] !== "where" || leaf.where === undefined) return NOWHERE;
    const inside = spliceTree<LeafOf<EventFilter>>(leaf.where, rest.slice(1), splice.filter, () => NOWHERE);
    if (typeof inside === "string") return inside;
    const where = gathered<LeafOf<EventFilter>>(inside);
    if (where === leaf.where) return [leaf];
    if (where !== undefined) return [{ ...leaf, where }];
    const { where: _, ...unfiltered } = leaf;
    return [unfiltered];
  });
  if (typeof outcome === "string") return outcome;
  return gathered<LeafOf<Condition>>(outcome) ?? { kind: "all", of: [] };
}

/** Whether all leaves below are of customers. */
export function isCondition(node: Node): node is Condition {
  switch (node.kind) {
    case "all":
    case "any":
      return node.of.every((child) => isCondition(child));
    case "not":
      return isCondition(node.of);
    default:
      return node.kind !== "property" && node.kind !== "item";
  }
}

/** Whether all leaves below are of one event. */
export function isFilter(node: Node): node is EventFilter {
  switch (node.kind) {
    case "all":
    case "any":
      return node.of.every((child) => isFilter(child));
    case "not":
      return isFilter(node.of);
    default:
      return node.kind === "property" || node.kind === "item";
  }
}

function spliceTree<L extends Leaf>(
  node: Tree<L>,
  path: Path,
  edit: (node: Tree<L>) => Outcome<Tree<L>>,
  belowLeaf: (leaf: L, path: Path) => Outcome<Tree<L>>,
): Outcome<Tree<L>> {
  if (path.length === 0) return edit(node);
  const [key, index] = path;
  if (isGroup<L>(node)) {
    const child = key === "of" && typeof index === "number" ? node.of[index] : undefined;
    if (child === undefined || typeof index !== "number") return NOWHERE;
    const outcome = spliceTree(child, path.slice(2), edit, belowLeaf);
    if (typeof outcome === "string") return outcome;
    if (outcome.length === 1 && outcome[0] === child) return [node];
    const of = node.of.toSpliced(index, 1, ...outcome);
    return of.length === 0 ? [] : [{ ...node, of }];
  }
  if (isNot<L>(node)) {
    if (key !== "of") return NOWHERE;
    const outcome = spliceTree(node.of, path.slice(1), edit, belowLeaf);
    if (typeof outcome === "string") return outcome;
    const of = gathered<L>(outcome);
    if (of === undefined) return [];
    return of === node.of ? [node] : [{ ...node, of }];
  }
  return belowLeaf(node, path);
}

/** Several nodes where one may stand: all of them. */
function gathered<L extends Leaf>(nodes: readonly Tree<L>[]): Tree<L> | undefined {
  return nodes.length > 1 ? { kind: "all", of: nodes } : nodes[0];
}
