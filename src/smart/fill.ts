import { assertNever } from "../errors.ts";
import type { Condition, EventFilter, Measure, Step } from "../segment/ast.ts";
import { type LeafOf, mapLeaves } from "../segment/tree.ts";

/** What plays a role; empty: nothing does. */
export type NamesOf = (role: string) => readonly string[];

/** A definition with the names of what plays its roles in their places, or the roles that nothing plays. */
export type Filled =
  { readonly where: Condition; readonly missing: readonly [] } | { readonly where: null; readonly missing: readonly string[] };

export function fill(way: Condition, namesOf: NamesOf): Filled {
  const missing = new Set<string>();
  const where = mapLeaves<LeafOf<Condition>>(way, inLeaf);
  return missing.size > 0 ? { where: null, missing: [...missing] } : { where, missing: [] };

  function one(role: string): string {
    return several(role)[0] ?? role;
  }
  function several(role: string): readonly string[] {
    const names = namesOf(role);
    if (names.length === 0) missing.add(role);
    return names;
  }
  function inLeaf(node: LeafOf<Condition>): LeafOf<Condition> {
    switch (node.kind) {
      case "attribute":
        return { ...node, attribute: one(node.attribute) };
      case "event":
        return { ...node, ...whatHappened(node), ...(node.measure && { measure: inMeasure(node.measure) }) };
      case "sequence":
        return { ...node, steps: node.steps.map((step) => ({ ...step, ...whatHappened(step) })) };
      case "segment":
      case "exported":
      case "list":
      case "sample":
        return node;
      default:
        return assertNever(node);
    }
  }
  function whatHappened({ event, where }: Pick<Step, "event" | "where">): Pick<Step, "event" | "where"> {
    const names = [event].flat().flatMap(several);
    const [first = ""] = names;
    return { event: names.length > 1 ? names : first, ...(where && { where: mapLeaves<LeafOf<EventFilter>>(where, inFilter) }) };
  }
  function inFilter(node: LeafOf<EventFilter>): LeafOf<EventFilter> {
    return node.kind === "property" ? { ...node, property: one(node.property) } : node;
  }
  function inMeasure(measure: Measure): Measure {
    return "property" in measure ? { ...measure, property: one(measure.property) } : measure;
  }
}
