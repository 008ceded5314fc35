import type { ExplainedNode } from "../../api/explain.ts";

/**
 * The nodes that made the result what it is: of an “all of” that does not hold those that fail, of an “any of” that holds those that do,
 * and otherwise all.
 */
export function decidedBy(root: ExplainedNode): ReadonlySet<ExplainedNode> {
  const decided = new Set<ExplainedNode>();
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.holds === null) continue;
    decided.add(node);
    const wanted = node.kind === "not" ? !node.holds : node.holds;
    waiting.push(...node.of.filter(({ holds }) => holds === wanted));
  }
  return decided;
}

/** A node with the negations around it taken off. */
export function peeled(node: ExplainedNode, negations = 0): { readonly node: ExplainedNode; readonly negations: number } {
  const [only] = node.of;
  return node.kind === "not" && only !== undefined ? peeled(only, negations + 1) : { node, negations };
}
