import { assertNever } from "../errors.ts";
import type { Condition, EventFilter, Measure } from "../segment/ast.ts";

/** What plays a role; empty: nothing does. */
export type NamesOf = (role: string) => readonly string[];

/** A definition with the names of what plays its roles in their places, or the roles that nothing plays. */
export type Filled =
  { readonly where: Condition; readonly missing: readonly [] } | { readonly where: null; readonly missing: readonly string[] };

export function fill(way: Condition, namesOf: NamesOf): Filled {
  const missing = new Set<string>();
  const where = inCondition(way);
  return missing.size > 0 ? { where: null, missing: [...missing] } : { where, missing: [] };

  function one(role: string): string {
    return several(role)[0] ?? role;
  }
  function several(role: string): readonly string[] {
    const names = namesOf(role);
    if (names.length === 0) missing.add(role);
    return names;
  }
  function inCondition(node: Condition): Condition {
    switch (node.kind) {
      case "all":
      case "any":
        return { ...node, of: node.of.map(inCondition) };
      case "not":
        return { ...node, of: inCondition(node.of) };
      case "attribute":
        return { ...node, attribute: one(node.attribute) };
      case "event": {
        const names = [node.event].flat().flatMap(several);
        const [first = ""] = names;
        return {
          ...node,
          event: names.length > 1 ? names : first,
          ...(node.where && { where: inFilter(node.where) }),
          ...(node.measure && { measure: inMeasure(node.measure) }),
        };
      }
      case "sequence":
      case "segment":
      case "list":
      case "sample":
        return node;
      default:
        return assertNever(node);
    }
  }
  function inFilter(node: EventFilter): EventFilter {
    switch (node.kind) {
      case "all":
      case "any":
        return { ...node, of: node.of.map(inFilter) };
      case "not":
        return { ...node, of: inFilter(node.of) };
      case "property":
        return { ...node, property: one(node.property) };
      case "item":
        return node;
      default:
        return assertNever(node);
    }
  }
  function inMeasure(measure: Measure): Measure {
    return "property" in measure ? { ...measure, property: one(measure.property) } : measure;
  }
}
