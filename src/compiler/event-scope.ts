import type { Catalog, EventType } from "../catalog/types.ts";
import type { Window } from "../segment/ast.ts";
import { eventsNamed } from "../segment/fields.ts";
import { resolveWindow, type Clock } from "../segment/window.ts";
import type { EventSpan } from "./plan.ts";

/** The events that a filter looks at. */
export interface EventScope {
  readonly types: readonly EventType[];
  readonly span: EventSpan;
  readonly clock: Clock;
}

/** The named events that have ever happened, in the order of their names. */
export function typesOf(event: string | readonly string[], catalog: Catalog): EventType[] {
  return eventsNamed(catalog, [...new Set(typeof event === "string" ? [event] : event)].sort()).filter((type) => type.count > 0);
}

/**
 * The window up to now, pulled in to the events that there are, so that it stays the same while they do; undefined when it
 * holds none.
 */
export function spanOf(window: Window | undefined, types: readonly EventType[], clock: Clock): EventSpan | undefined {
  const oldest = oldestOf(types);
  const newest = Math.max(...types.map((type) => type.newest));
  const { from = -Infinity, to = Infinity } = window === undefined ? {} : resolveWindow(window, clock);
  const end = Math.min(to, clock.now + 1, newest + 1);
  if (Math.max(from, oldest) >= end) return undefined;
  return { ...(from > oldest && { from }), to: end };
}

/** The first instant at which one of the events can be. */
export function firstInstant({ types, span }: Pick<EventScope, "types" | "span">): number {
  return Math.max(span.from ?? -Infinity, oldestOf(types));
}

function oldestOf(types: readonly EventType[]): number {
  return Math.min(...types.map((type) => type.oldest));
}
