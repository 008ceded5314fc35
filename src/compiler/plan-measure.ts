import type { EventType } from "../catalog/types.ts";
import { assertNever, invariant } from "../errors.ts";
import type { EventCondition } from "../segment/ast.ts";
import { countRange, ends } from "../segment/count-range.ts";
import { measureOf } from "../segment/measures.ts";
import { holdsOfNothing } from "../segment/of-nothing.ts";
import type { Clock } from "../segment/window.ts";
import { exactRange, meanRange, numberRange } from "./amount-range.ts";
import { ALWAYS, every, some } from "./filter.ts";
import { localDays } from "./local-days.ts";
import type { CountRange, EventSpan, Filter, MeasureTest, Source } from "./plan.ts";
import { testFilter } from "./plan-test.ts";
import { propertyPlaces } from "./property-place.ts";

/** What is asked of each customer's matching events, and which of these can matter: those whose property is known. */
export interface PlannedMeasure {
  readonly test: MeasureTest;
  readonly passes: Filter;
}

/**
 * The measure of an event condition in its normal form. Where the condition holds for a customer without events, this is the
 * measure of its complement, so that no leaf ever has to find those who are in no table of events.
 */
export function planMeasure(condition: EventCondition, types: readonly EventType[], span: EventSpan, clock: Clock): PlannedMeasure {
  const measure = measureOf(condition);
  switch (measure.fn) {
    case "count":
      return { test: { kind: "count", range: wholeRange(condition) }, passes: ALWAYS };
    case "days": {
      const from = Math.max(span.from ?? -Infinity, Math.min(...types.map(({ oldest }) => oldest)));
      return { test: { kind: "days", days: localDays(from, span.to, clock.timeZone), range: wholeRange(condition) }, passes: ALWAYS };
    }
    case "distinct": {
      const { of, isNumber, passes } = known(measure.property, types, clock);
      return { test: { kind: "distinct", of, isNumber, range: wholeRange(condition) }, passes };
    }
    case "sum": {
      const { of, passes } = known(measure.property, types, clock);
      return { test: { kind: "sum", of, range: exactRange(condition.op, ends(condition)), outside: holdsOfNothing(condition) }, passes };
    }
    case "avg": {
      const { of, passes } = known(measure.property, types, clock);
      return { test: { kind: "mean", of, range: meanRange(condition.op, ends(condition)) }, passes };
    }
    case "min":
    case "max": {
      const { of, passes } = known(measure.property, types, clock);
      return { test: { kind: measure.fn, of, range: numberRange(condition.op, ends(condition)) }, passes };
    }
    default:
      return assertNever(measure);
  }
}

function wholeRange(condition: EventCondition): CountRange {
  const { low: least, high: most } = countRange(condition);
  invariant(least >= 1, "a count that includes 0 is the complement of one that does not");
  return { least, ...(most !== undefined && { most }) };
}

/** Where the events keep a property, and which events have it. */
function known(property: string, types: readonly EventType[], clock: Clock): { of: readonly Source[]; isNumber: boolean; passes: Filter } {
  const places = propertyPlaces(property, types);
  const passes = places.map(({ events, type, place }) => {
    const isKnown = testFilter({ op: "is_known" }, type, place, clock);
    return events.length === types.length ? isKnown : every([{ kind: "event", events }, isKnown]);
  });
  return {
    of: places.map(({ events, place }) => ({ events, place })),
    isNumber: places.some(({ type }) => type.of === "number"),
    passes: some(passes),
  };
}
