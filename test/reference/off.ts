import type { Condition, EventFilter, RecordFilter } from "../../src/segment/ast.ts";

/** Whether a node is judged as if it were not there: by its own mark, or because nothing that it holds is left. */
export function isOff(node: Condition | EventFilter | RecordFilter): boolean {
  if (node.off === true) return true;
  switch (node.kind) {
    case "all":
    case "any":
      for (const child of node.of) {
        if (!isOff(child)) return false;
      }
      return node.of.length > 0;
    case "not":
      return isOff(node.of);
    default:
      return false;
  }
}
