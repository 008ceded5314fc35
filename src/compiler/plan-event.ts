import type { EventType } from "../catalog/types.ts";
import type { EventCondition } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { holdsOfNothing } from "../segment/of-nothing.ts";
import { type EventScope, spanOf, typesOf } from "./event-scope.ts";
import { ALWAYS, every } from "./filter.ts";
import { eventFilter, timeFilter } from "./plan-filter.ts";
import { planMeasure } from "./plan-measure.ts";
import type { EventLeaf, EventSpan, Filter, MeasureTest, SetExpr } from "./plan.ts";
import { readsEvents } from "./reads.ts";
import { complement, leafSet, NOBODY } from "./set.ts";

/** The customers of an event condition in its normal form. */
export function eventSet(condition: EventCondition, circumstances: Circumstances): SetExpr {
  const leaf = eventLeaf(condition, circumstances);
  const set = leaf === undefined ? NOBODY : leafSet(leaf);
  return condition.pick === undefined && holdsOfNothing(condition) ? complement(set) : set;
}

/** Undefined when there is no event to measure. */
function eventLeaf(condition: EventCondition, circumstances: Circumstances): EventLeaf | undefined {
  const types = typesOf(condition.event, circumstances.catalog);
  const span = spanOf(condition.window, types, circumstances);
  if (span === undefined) return undefined;
  if (condition.pick !== undefined) return pickLeaf(condition, condition.pick, { types, span, clock: circumstances });

  const measure = planMeasure(condition, types, span, circumstances);
  const where = eventFilter(condition.where, { types, span, clock: circumstances });
  const passes = every([where, measure.passes]);
  return passes.kind === "never" ? undefined : leafOf(types, span, passes, measure.test);
}

/** What is asked of the chosen event is no filter of events: it would let in another one. */
function pickLeaf({ where, pickFrom }: EventCondition, pick: "first" | "last", scope: EventScope): EventLeaf | undefined {
  const { types, span, clock } = scope;
  const ever = pickFrom === "ever" ? spanOf(undefined, types, clock) : span;
  if (ever === undefined) return undefined;
  const inWindow = timeFilter({
    ...(span.from !== undefined && span.from !== ever.from && { from: span.from }),
    ...(span.to !== ever.to && { to: span.to }),
  });
  const passes = every([inWindow, eventFilter(where, scope)]);
  if (passes.kind === "never") return undefined;
  const test: MeasureTest = passes.kind === "always" ? { kind: "count", range: { least: 1 } } : { kind: "pick", pick, passes };
  return leafOf(types, ever, ALWAYS, test);
}

function leafOf(types: readonly EventType[], span: EventSpan, passes: Filter, measure: MeasureTest): EventLeaf {
  const events = types.map((type) => type.name);
  return { kind: "event", events, span, passes, measure, reads: readsEvents(events) };
}
