import type { Path } from "../errors.ts";
import type { Condition } from "./ast.ts";
import { find, update } from "./edit.ts";
import { isCondition } from "./edit-tree.ts";
import { active, type LeafOf } from "./tree.ts";

/** The three definitions whose sizes a breakdown tells of a node. */
export interface Counted {
  /** The node, whatever stands around it. */
  readonly alone: Condition;
  /** The definition read from its top down to the node and no further. */
  readonly after: Condition;
  /** The definition with the node switched off. */
  readonly without: Condition;
}

/** The definitions that are counted for the node at a path; undefined when no condition stands there. */
export function countedAt(root: Condition, path: Path): Counted | undefined {
  const alone = find(root, path);
  if (alone === undefined || !isCondition(alone)) return undefined;
  const { condition: without } = update(root, path, (node) => ({ ...node, off: true }));
  return { alone, after: readTo(root, path), without };
}

/**
 * The definition without the condition in which a path leads, or without the outermost group of `any` around it, and without what is
 * switched off: those for whom what is said there can matter.
 */
export function withoutBranch(root: Condition, path: Path): Condition {
  const inside = path.findIndex((step) => step === "where" || step === "steps");
  const leaf = inside === -1 ? path : path.slice(0, inside);
  const ends = [...leaf.keys(), leaf.length];
  const any = ends.find((end) => find(root, leaf.slice(0, end))?.kind === "any");
  const rest = countedAt(root, any === undefined ? leaf : leaf.slice(0, any))?.without ?? root;
  return active<LeafOf<Condition>>(rest) ?? { kind: "all", of: [] };
}

function readTo(node: Condition, path: Path): Condition {
  const [, index] = path;
  if (node.kind === "not") return path.length === 0 ? node : { ...node, of: readTo(node.of, path.slice(1)) };
  if ((node.kind !== "all" && node.kind !== "any") || typeof index !== "number") return node;
  return { ...node, of: node.of.slice(0, index + 1).map((child, at) => (at === index ? readTo(child, path.slice(2)) : child)) };
}
