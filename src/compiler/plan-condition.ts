import { assertNever, invariant } from "../errors.ts";
import type { AttributeCondition, Condition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { isScalar } from "../segment/fields.ts";
import { normalize } from "../segment/normalize.ts";
import { leafKey } from "./leaf-key.ts";
import { eventSet } from "./plan-event.ts";
import { testFilter } from "./plan-test.ts";
import type { Leaf, Plan, SetExpr } from "./plan.ts";
import { and, complement, leafSet, leavesOf, NOBODY, or } from "./set.ts";

/**
 * What a condition means in its circumstances. Equal conditions and circumstances give equal plans. The condition has passed
 * `check` in the same circumstances: anything else is a bug and throws.
 */
export function plan(condition: Condition, circumstances: Circumstances): Plan {
  const set = setOf(normalize(condition), circumstances);
  const leaves = new Map<string, Leaf>(leavesOf(set).map((leaf) => [leafKey(leaf), leaf]));
  return { set, leaves: [...leaves.values()] };
}

function setOf(node: Condition, circumstances: Circumstances): SetExpr {
  switch (node.kind) {
    case "all":
      return and(node.of.map((child) => setOf(child, circumstances)));
    case "any":
      return or(node.of.map((child) => setOf(child, circumstances)));
    case "not":
      return complement(setOf(node.of, circumstances));
    case "attribute":
      return attributeSet(node, circumstances);
    case "event":
      return eventSet(node, circumstances);
    default:
      return assertNever(node);
  }
}

function attributeSet(node: AttributeCondition, circumstances: Circumstances): SetExpr {
  const attribute = circumstances.catalog.attributes.find(({ name }) => name === node.attribute);
  invariant(attribute !== undefined, `a checked definition has no attribute ${node.attribute}`);
  const { name, type, column } = attribute;
  invariant(isScalar(type), `a checked test is not of the records ${name}`);
  const passes = testFilter(node, type, { kind: type.kind, column }, circumstances);
  if (passes.kind === "never") return NOBODY;
  return leafSet({ kind: "attribute", passes, reads: { attributes: [name], events: [] } });
}
