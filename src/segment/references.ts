import type { Condition, EventFilter } from "./ast.ts";

/** Everything that a condition names; what is switched off names nothing. */
export interface References {
  readonly attributes: ReadonlySet<string>;
  /** The events, each with the properties that are asked of it. */
  readonly events: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The attributes, events and properties that a condition reads. */
export function references(condition: Condition): References {
  const attributes = new Set<string>();
  const events = new Map<string, Set<string>>();
  visit(condition);
  return { attributes, events };

  function visit(node: Condition): void {
    if (node.off === true) return;
    switch (node.kind) {
      case "all":
      case "any":
        node.of.forEach(visit);
        return;
      case "not":
        return visit(node.of);
      case "attribute":
        attributes.add(node.attribute);
        return;
      case "event":
        for (const name of typeof node.event === "string" ? [node.event] : node.event) {
          const properties = events.get(name) ?? new Set<string>();
          events.set(name, properties);
          if (node.measure !== undefined && "property" in node.measure) properties.add(node.measure.property);
          if (node.where !== undefined) propertiesOf(node.where, properties);
        }
    }
  }
}

function propertiesOf(node: EventFilter, found: Set<string>): void {
  if (node.off === true) return;
  switch (node.kind) {
    case "all":
    case "any":
      node.of.forEach((child) => propertiesOf(child, found));
      return;
    case "not":
      return propertiesOf(node.of, found);
    case "property":
      found.add(node.property);
  }
}
