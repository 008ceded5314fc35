import type { Group, Not } from "./ast.ts";

/** Groups and negations over leaves: what conditions and event filters have in common. */
export type Tree<L> = L | Group<Tree<L>> | Not<Tree<L>>;

/** A node that is neither a group nor a negation. */
export type LeafOf<T> = Exclude<T, Group<T> | Not<T>>;

export type Leaf = { readonly kind: string; readonly off?: boolean | undefined };

export function isGroup<L extends Leaf>(node: Tree<L>): node is Group<Tree<L>> {
  return node.kind === "all" || node.kind === "any";
}

export function isNot<L extends Leaf>(node: Tree<L>): node is Not<Tree<L>> {
  return node.kind === "not";
}

/** The same groups and negations over changed leaves. */
export function mapLeaves<L extends Leaf>(node: Tree<L>, change: (leaf: L) => L): Tree<L> {
  if (isGroup<L>(node)) return { ...node, of: node.of.map((child) => mapLeaves<L>(child, change)) };
  if (isNot<L>(node)) return { ...node, of: mapLeaves<L>(node.of, change) };
  return change(node);
}

/** Without what is switched off. Undefined when nothing is left: the node, or all that was in it, is off. */
export function active<L extends Leaf>(node: Tree<L>): Tree<L> | undefined {
  if (node.off === true) return undefined;
  if (isGroup<L>(node)) {
    const of = node.of.flatMap((child) => active<L>(child) ?? []);
    return of.length === 0 && node.of.length > 0 ? undefined : { kind: node.kind, of };
  }
  if (isNot<L>(node)) {
    const of = active<L>(node.of);
    return of === undefined ? undefined : { kind: "not", of };
  }
  return node;
}

/** Whether this holds for all: an empty `all`. */
export function isEverything<L extends Leaf>(node: Tree<L>): boolean {
  return isGroup<L>(node) && node.kind === "all" && node.of.length === 0;
}

/** Whether this holds for none: an empty `any`. */
export function isNothing<L extends Leaf>(node: Tree<L>): boolean {
  return isGroup<L>(node) && node.kind === "any" && node.of.length === 0;
}
