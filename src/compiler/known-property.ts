import { testFilter } from "./plan-test.ts";
import type { EventScope } from "./event-scope.ts";
import { among } from "./plan-filter.ts";
import { every, some } from "./filter.ts";
import type { Filter, Source } from "./plan.ts";
import { propertyPlaces } from "./property-place.ts";

/** A property as it is measured and compared by events that know it. */
export interface KnownProperty {
  readonly of: readonly Source[];
  readonly isNumber: boolean;
  /** The events in which it is known: none when no event has it. */
  readonly passes: Filter;
}

/** Where events keep a property, and which of them know it. */
export function knownProperty(property: string, scope: Pick<EventScope, "types" | "clock">): KnownProperty {
  const places = propertyPlaces(property, scope.types);
  return {
    of: places.map(({ events, place }) => ({ events, place })),
    isNumber: places.some(({ type }) => type.of === "number"),
    passes: some(
      places.map(({ events, type, place }) => every([among(events, scope), testFilter({ op: "is_known" }, type, place, scope.clock)])),
    ),
  };
}
