import type { Path } from "../../../../../../src/errors.ts";
import { replace } from "../../../../../../src/segment/edit.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";
import { useTree } from "./tree-scope.ts";

/** Puts another node in the place of one. `typing` names the field when it is being typed in. */
export function useReplace(path: Path): (node: Node, typing?: string) => void {
  const { apply } = useTree();
  return (node, typing) => apply((tree) => replace(tree, path, node), typing ? { typing: JSON.stringify([...path, typing]) } : {});
}
