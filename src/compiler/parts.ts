import { assertNever } from "../errors.ts";
import type { Condition } from "../segment/ast.ts";
import { canonicalJson } from "../segment/canonical.ts";
import type { Circumstances } from "../segment/checked.ts";
import { expand, type Expanded, type ExpandedLeaf, type Zoned } from "../segment/expand.ts";
import { planExpanded } from "./plan-condition.ts";
import type { Plan } from "./plan.ts";

/** What is neither a group nor a negation nor a reference, in the zone in which it stands. */
export interface Part {
  readonly node: Exclude<ExpandedLeaf, Zoned>;
  readonly circumstances: Circumstances;
}

/** How a condition is made of its parts. */
export type PartTree =
  | { readonly kind: "all" | "any"; readonly of: readonly PartTree[] }
  | { readonly kind: "not"; readonly of: PartTree }
  | { readonly kind: "part"; readonly part: Part };

/** A condition with its references expanded, taken apart: equal parts are one. */
export function partsOf(condition: Condition, circumstances: Circumstances): { readonly tree: PartTree; readonly parts: readonly Part[] } {
  const parts = new Map<string, Part>();
  const tree = apart(expand(condition, circumstances), circumstances);
  return { tree, parts: [...parts.values()] };

  function apart(node: Expanded, around: Circumstances): PartTree {
    switch (node.kind) {
      case "all":
      case "any":
        return { kind: node.kind, of: node.of.map((child) => apart(child, around)) };
      case "not":
        return { kind: "not", of: apart(node.of, around) };
      case "zoned":
        return apart(node.of, { ...around, timeZone: node.timeZone });
      default:
        return { kind: "part", part: theOne({ node, circumstances: around }) };
    }
  }

  function theOne(part: Part): Part {
    const key = canonicalJson([part.circumstances.timeZone, part.node]);
    const known = parts.get(key) ?? part;
    parts.set(key, known);
    return known;
  }
}

/** What a part means at an instant, epoch milliseconds. */
export function planPart({ node, circumstances }: Part, now: number): Plan {
  return planExpanded(node, { ...circumstances, now });
}

/** Whether a condition holds, from whether each of its parts does. */
export function holdsOf(tree: PartTree, holding: ReadonlyMap<Part, boolean>): boolean {
  switch (tree.kind) {
    case "all":
      return tree.of.every((each) => holdsOf(each, holding));
    case "any":
      return tree.of.some((each) => holdsOf(each, holding));
    case "not":
      return !holdsOf(tree.of, holding);
    case "part":
      return holding.get(tree.part) === true;
    default:
      return assertNever(tree);
  }
}
