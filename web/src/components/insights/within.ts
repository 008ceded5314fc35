import type { Condition } from "../../../../src/segment/ast.ts";

/** The customers of a definition who meet another condition too. */
export function within(where: Condition, condition: Condition): Condition {
  const isEveryone = where.kind === "all" && where.of.length === 0;
  return isEveryone ? condition : { kind: "all", of: [where, condition] };
}
