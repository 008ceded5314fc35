import type { Attribute } from "../../../../src/catalog/types.ts";
import type { Condition } from "../../../../src/segment/ast.ts";
import type { Cell } from "../../api/audience.ts";

/** Who has the same value of an attribute; undefined where there is no such condition. */
export function sameValue({ name, type }: Attribute, value: Cell | undefined): Condition | undefined {
  if (type.kind !== "value") return undefined;
  switch (typeof value) {
    case "boolean":
      return { kind: "attribute", attribute: name, op: value ? "is_true" : "is_false" };
    case "number":
      return { kind: "attribute", attribute: name, op: "equals", value };
    case "string":
      return type.of === "text" ? { kind: "attribute", attribute: name, op: "equals", value } : undefined;
    default:
      return undefined;
  }
}
