import type { Catalog, EventType } from "../catalog/types.ts";
import { assertNever } from "../errors.ts";
import type { EventCondition, EventFilter, PropertyCondition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { eventsNamed } from "../segment/fields.ts";
import { holdsOfNothing } from "../segment/of-nothing.ts";
import { resolveWindow, type Clock } from "../segment/window.ts";
import { ALWAYS, every, not, some } from "./filter.ts";
import { planMeasure } from "./plan-measure.ts";
import { testFilter } from "./plan-test.ts";
import type { EventLeaf, EventSpan, Filter, SetExpr } from "./plan.ts";
import { propertyPlaces } from "./property-place.ts";
import { complement, leafSet, NOBODY } from "./set.ts";

/** The customers of an event condition in its normal form. */
export function eventSet(condition: EventCondition, circumstances: Circumstances): SetExpr {
  const leaf = eventLeaf(condition, circumstances);
  const set = leaf === undefined ? NOBODY : leafSet(leaf);
  return holdsOfNothing(condition) ? complement(set) : set;
}

/** Undefined when there is no event to measure. */
function eventLeaf(condition: EventCondition, circumstances: Circumstances): EventLeaf | undefined {
  const types = typesOf(condition, circumstances.catalog);
  const span = spanOf(condition, types, circumstances);
  if (span === undefined) return undefined;
  const measure = planMeasure(condition, types, span, circumstances);
  const where = condition.where === undefined ? ALWAYS : eventFilter(condition.where, types, circumstances);
  const passes = every([where, measure.passes]);
  if (passes.kind === "never") return undefined;
  const events = types.map((type) => type.name);
  return { kind: "event", events, span, passes, measure: measure.test, reads: { attributes: [], events } };
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
