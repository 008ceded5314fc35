import type { EventType } from "../catalog/types.ts";
import { assertNever, invariant } from "../errors.ts";
import type { EventCondition } from "../segment/ast.ts";
import { countRange, ends } from "../segment/count-range.ts";
import { measureOf } from "../segment/measures.ts";
import { holdsOfNothing } from "../segment/of-nothing.ts";
import type { Clock } from "../segment/window.ts";
import { exactRange, meanRange, numberRange } from "./amount-range.ts";
import { firstInstant } from "./event-scope.ts";
import { ALWAYS } from "./filter.ts";
import { knownProperty } from "./known-property.ts";
import { localDays } from "./local-days.ts";
import type { CountRange, EventSpan, Filter, MeasureTest } from "./plan.ts";

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
      const days = localDays(firstInstant({ types, span }), span.to, clock.timeZone);
      return { test: { kind: "days", days, range: wholeRange(condition) }, passes: ALWAYS };
    }
    case "distinct": {
      const { of, isNumber, passes } = knownProperty(measure.property, { types, clock });
      return { test: { kind: "distinct", of, isNumber, range: wholeRange(condition) }, passes };
    }
    case "sum": {
      const { of, passes } = knownProperty(measure.property, { types, clock });
      return { test: { kind: "sum", of, range: exactRange(condition.op, ends(condition)), outside: holdsOfNothing(condition) }, passes };
    }
    case "avg": {
      const { of, passes } = knownProperty(measure.property, { types, clock });
      return { test: { kind: "mean", of, range: meanRange(condition.op, ends(condition)) }, passes };
    }
    case "min":
    case "max": {
      const { of, passes } = knownProperty(measure.property, { types, clock });
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
