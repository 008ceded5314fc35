import { assertNever } from "../errors.ts";
import type { EventCondition, EventFilter, PropertyCondition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { resolveWindow } from "../segment/window.ts";
import { countOf } from "./count-range.ts";
import { ALWAYS, every, not, some } from "./filter.ts";
import { positiveFilter, testFilter } from "./plan-test.ts";
import type { CountRange, EventLeaf, EventSpan, Filter, SetExpr } from "./plan.ts";
import { propertyPlaces } from "./property-place.ts";
import { complement, EVERYONE, leafSet, NOBODY } from "./set.ts";

/**
 * The customers of an event condition. Customers without an event are in no scan, so what they satisfy (`at_most`, `exactly` 0,
 * `fewer_than`) is everyone but the customers with more.
 */
export function eventSet(condition: EventCondition, circumstances: Circumstances): SetExpr {
  const { least, most } = countOf(condition);
  if (most !== undefined && most < least) return NOBODY;
  if (least > 0) return withEvents(condition, { least, ...(most !== undefined && { most }) }, circumstances);
  if (most === undefined) return EVERYONE;
  return complement(withEvents(condition, { least: most + 1 }, circumstances));
}

function withEvents(condition: EventCondition, count: CountRange, circumstances: Circumstances): SetExpr {
  const events = namesOf(condition).filter((name) => circumstances.catalog.events.some((event) => event.name === name && event.count > 0));
  const span = spanOf(condition, events, circumstances);
  if (span === undefined) return NOBODY;
  const passes = condition.where === undefined ? ALWAYS : eventFilter(condition.where, events, circumstances);
  if (passes.kind === "never") return NOBODY;
  const leaf: EventLeaf = { kind: "event", events, span, passes, count, reads: { attributes: [], events } };
  return leafSet(leaf);
}

function namesOf({ event }: EventCondition): string[] {
  return [...new Set(typeof event === "string" ? [event] : event)].sort();
}

/**
 * The window up to now, pulled in to the events that there are, so that it stays the same while they do; undefined when it
 * holds none.
 */
function spanOf({ window }: EventCondition, events: readonly string[], { catalog, now, timeZone }: Circumstances): EventSpan | undefined {
  const types = catalog.events.filter((event) => events.includes(event.name));
  const oldest = Math.min(...types.map((event) => event.oldest));
  const newest = Math.max(...types.map((event) => event.newest));
  const { from = -Infinity, to = Infinity } = window === undefined ? {} : resolveWindow(window, { now, timeZone });
  const end = Math.min(to, now + 1, newest + 1);
  if (Math.max(from, oldest) >= end) return undefined;
  return { ...(from > oldest && { from }), to: end };
}

function eventFilter(node: EventFilter, events: readonly string[], circumstances: Circumstances): Filter {
  switch (node.kind) {
    case "all":
      return every(node.of.map((child) => eventFilter(child, events, circumstances)));
    case "any":
      return some(node.of.map((child) => eventFilter(child, events, circumstances)));
    case "not":
      return not(eventFilter(node.of, events, circumstances));
    case "property":
      return propertyFilter(node, events, circumstances);
    default:
      return assertNever(node);
  }
}

/** Where an event lacks the property it is unknown: no positive test passes, every complement does. */
function propertyFilter(node: PropertyCondition, events: readonly string[], circumstances: Circumstances): Filter {
  const places = propertyPlaces(node.property, events, circumstances.catalog);
  return testFilter(node, (positive) =>
    some(
      places.map((at) => {
        const passes = positiveFilter(positive, at.type, at.place, circumstances);
        return at.events.length === events.length ? passes : every([{ kind: "event", events: at.events }, passes]);
      }),
    ),
  );
}
