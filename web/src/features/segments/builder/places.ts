import type { Path } from "../../../../../src/errors.ts";
import type { Condition } from "../../../../../src/segment/ast.ts";
import { childrenAt, type Node } from "../../../../../src/segment/edit-tree.ts";

/** Where every node of a definition stands. */
export function placesOf(root: Condition): ReadonlyMap<Node, Path> {
  const found = new Map<Node, Path>();
  const waiting: (readonly [Node, Path])[] = [[root, []]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    found.set(...next);
    waiting.push(...childrenAt(...next));
  }
  return found;
}
