import type { Path } from "../../../../../../src/errors.ts";
import type { Condition } from "../../../../../../src/segment/ast.ts";
import { type Edited, find, move } from "../../../../../../src/segment/edit.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";

/** A node with the negations around it taken off. */
export interface Peeled {
  readonly node: Exclude<Node, { readonly kind: "not" }>;
  readonly path: Path;
  readonly negations: number;
  /** Where it is switched off: itself, or the outermost of its negations that is. */
  readonly offAt: Path | undefined;
}

export function peel(node: Node, path: Path): Peeled {
  const own = node.off === true ? path : undefined;
  if (node.kind !== "not") return { node, path, negations: 0, offAt: own };
  const inside = peel(node.of, [...path, "of"]);
  return { ...inside, negations: inside.negations + 1, offAt: own ?? inside.offAt };
}

export type GroupNode = Extract<Node, { readonly kind: "all" | "any" }>;

/** A node that is neither a group nor a negation. */
export type LeafNode = Exclude<Node, { readonly kind: "all" | "any" | "not" }>;

export function isGroup(node: Node): node is GroupNode {
  return node.kind === "all" || node.kind === "any";
}

/** One step up or down as it is seen: past a neighbour, into a neighbouring group, or out of its own. */
export function moveStep(condition: Condition, path: Path, step: 1 | -1): Edited {
  const index = path.at(-1);
  const parent = path.slice(0, -2);
  const group = find(condition, parent);
  if (typeof index !== "number" || !group || !isGroup(group)) return stay(condition, path);

  const neighbour = group.of[index + step];
  if (neighbour) {
    const inside = peel(neighbour, [...parent, "of", index + step]);
    if (isGroup(inside.node)) return move(condition, path, inside.path, step === 1 ? 0 : inside.node.of.length);
    return move(condition, path, parent, step === 1 ? index + 2 : index - 1);
  }
  const outer = outermost(parent);
  const place = outer.at(-1);
  if (typeof place !== "number") return stay(condition, path);
  return move(condition, path, outer.slice(0, -2), step === 1 ? place + 1 : place);
}

/** The path of the negations around a node, or its own. */
function outermost(path: Path): Path {
  return path.at(-1) === "of" ? outermost(path.slice(0, -1)) : path;
}

function stay(condition: Condition, path: Path): Edited {
  return { condition, changed: false, path };
}
