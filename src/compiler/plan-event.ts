import type { Catalog, EventType } from "../catalog/types.ts";
import { assertNever, invariant } from "../errors.ts";
import type { EventCondition, EventFilter, PropertyCondition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { countRange } from "../segment/count-range.ts";
import { eventsNamed } from "../segment/fields.ts";
import { resolveWindow, type Clock } from "../segment/window.ts";
import { ALWAYS, every, not, some } from "./filter.ts";
import { testFilter } from "./plan-test.ts";
import type { EventSpan, Filter, SetExpr } from "./plan.ts";
import { propertyPlaces } from "./property-place.ts";
import { leafSet, NOBODY } from "./set.ts";

/** The customers of an event condition in its normal form, which asks for one event or more. */
export function eventSet(condition: EventCondition, circumstances: Circumstances): SetExpr {
  const { low: least, high: most } = countRange(condition);
  invariant(least >= 1, "a count that includes 0 is the complement of one that does not");
  const types = typesOf(condition, circumstances.catalog);
  const span = spanOf(condition, types, circumstances);
  if (span === undefined) return NOBODY;
  const passes = condition.where === undefined ? ALWAYS : eventFilter(condition.where, types, circumstances);
  if (passes.kind === "never") return NOBODY;
  const events = types.map((type) => type.name);
  const count = { least, ...(most !== undefined && { most }) };
  return leafSet({ kind: "event", events, span, passes, count, reads: { attributes: [], events } });
}

/** The named events that have ever happened, in the order of their names. */
function typesOf({ event }: EventCondition, catalog: Catalog): EventType[] {
  return eventsNamed(catalog, [...new Set(typeof event === "string" ? [event] : event)].sort()).filter((type) => type.count > 0);
}

/**
 * The window up to now, pulled in to the events that there are, so that it stays the same while they do; undefined when it
 * holds none.
 */
function spanOf({ window }: EventCondition, types: readonly EventType[], clock: Clock): EventSpan | undefined {
  const oldest = Math.min(...types.map((type) => type.oldest));
  const newest = Math.max(...types.map((type) => type.newest));
  const { from = -Infinity, to = Infinity } = window === undefined ? {} : resolveWindow(window, clock);
  const end = Math.min(to, clock.now + 1, newest + 1);
  if (Math.max(from, oldest) >= end) return undefined;
  return { ...(from > oldest && { from }), to: end };
}

function eventFilter(node: EventFilter, types: readonly EventType[], clock: Clock): Filter {
  switch (node.kind) {
    case "all":
      return every(node.of.map((child) => eventFilter(child, types, clock)));
    case "any":
      return some(node.of.map((child) => eventFilter(child, types, clock)));
    case "not":
      return not(eventFilter(node.of, types, clock));
    case "property":
      return propertyFilter(node, types, clock);
    default:
      return assertNever(node);
  }
}

/** Where an event lacks the property it is unknown, and does not pass. */
function propertyFilter(node: PropertyCondition, types: readonly EventType[], clock: Clock): Filter {
  return some(
    propertyPlaces(node.property, types).map(({ events, type, place }) => {
      const passes = testFilter(node, type, place, clock);
      return events.length === types.length ? passes : every([{ kind: "event", events }, passes]);
    }),
  );
}
