import type { Condition } from "./ast.ts";
import { isGroup, isNot, type LeafOf } from "./tree.ts";

/**
 * The condition as though it was met, or was not, whatever customers were sent: it holds for all for whom it can hold by what they were sent
 * (`met`), or for those alone for whom it holds by all else. The same object where nothing of it asks what was sent.
 */
export function whateverWasSent(node: Condition, met: boolean): Condition {
  if (node.off === true) return node;
  if (isGroup<LeafOf<Condition>>(node)) {
    const of = node.of.map((child) => whateverWasSent(child, met));
    return of.every((child, at) => child === node.of[at]) ? node : { ...node, of };
  }
  if (isNot<LeafOf<Condition>>(node)) {
    const of = whateverWasSent(node.of, !met);
    return of === node.of ? node : { ...node, of };
  }
  return node.kind === "exported" ? { kind: met ? "all" : "any", of: [] } : node;
}
