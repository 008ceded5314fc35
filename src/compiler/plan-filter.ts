import { assertNever, invariant } from "../errors.ts";
import type { EventFilter, ItemCondition, PropertyCondition } from "../segment/ast.ts";
import { numbers } from "./checked-value.ts";
import { type EventScope, firstInstant } from "./event-scope.ts";
import { ALWAYS, every, NEVER, not, some } from "./filter.ts";
import { localHours, localWeekdays } from "./local-clock.ts";
import { recordsFilter } from "./plan-records.ts";
import { testFilter } from "./plan-test.ts";
import type { EventSpan, Filter } from "./plan.ts";
import { propertyPlaces, recordsPlaces } from "./property-place.ts";

/** The events that pass a filter in its normal form; left out, all do. */
export function eventFilter(node: EventFilter | undefined, scope: EventScope): Filter {
  if (node === undefined) return ALWAYS;
  switch (node.kind) {
    case "all":
      return every(node.of.map((child) => eventFilter(child, scope)));
    case "any":
      return some(node.of.map((child) => eventFilter(child, scope)));
    case "not":
      return not(eventFilter(node.of, scope));
    case "property":
      return node.property === "$time" ? ownTimeFilter(node, scope) : propertyFilter(node, scope);
    case "item":
      return itemFilter(node, scope);
    default:
      return assertNever(node);
  }
}

/** Events in a span. */
export function timeFilter({ from, to }: Partial<EventSpan>): Filter {
  if (from === undefined && to === undefined) return ALWAYS;
  const test = { kind: "time_between", ...(from !== undefined && { from }), ...(to !== undefined && { to }) } as const;
  return { kind: "value", column: TIME, test };
}

/** Those of the events that are one of the named. */
export function among(events: readonly string[], { types }: Pick<EventScope, "types">): Filter {
  return events.length === types.length ? ALWAYS : { kind: "event", events };
}

const TIME = "time";

/** Where an event lacks the property it is unknown, and does not pass. */
function propertyFilter(node: PropertyCondition, scope: EventScope): Filter {
  return some(
    propertyPlaces(node.property, scope.types).map(({ events, type, place }) =>
      every([among(events, scope), testFilter(node, type, place, scope.clock)]),
    ),
  );
}

function itemFilter(node: ItemCondition, scope: EventScope): Filter {
  return some(
    recordsPlaces(node.of, scope.types).map(({ events, ...place }) =>
      every([among(events, scope), recordsFilter(node, place, scope.clock)]),
    ),
  );
}

/** An event's own time is always known. */
function ownTimeFilter(node: PropertyCondition, scope: EventScope): Filter {
  switch (node.op) {
    case "is_known":
      return ALWAYS;
    case "weekday_in":
      return clockFilter("time_weekday", numbers(node.value).map((weekday) => weekday - 1), scope);
    case "hour_in":
      return clockFilter("time_hour", numbers(node.value), scope);
    default:
      return testFilter(node, { kind: "value", of: "datetime" }, { kind: "value", column: TIME }, scope.clock);
  }
}

function clockFilter(kind: "time_weekday" | "time_hour", values: readonly number[], scope: EventScope): Filter {
  const ordered = [...new Set(values)].sort((a, b) => a - b);
  if (ordered.length === 0) return NEVER;
  if (ordered.length === (kind === "time_weekday" ? 7 : 24)) return ALWAYS;
  const numbered = kind === "time_weekday" ? localWeekdays : localHours;
  const clock = numbered(firstInstant(scope), scope.span.to, scope.clock.timeZone);
  invariant(clock.starts.length > 0, "a span of events is not empty");
  return { kind: "value", column: TIME, test: { kind, clock, values: ordered } };
}
