import type { SequenceCondition, Step } from "../segment/ast.ts";
import type { Circumstances } from "../segment/checked.ts";
import { milliseconds } from "./duration.ts";
import { type EventScope, firstInstant, spanOf, typesOf } from "./event-scope.ts";
import { every, NEVER, some } from "./filter.ts";
import { knownProperty } from "./known-property.ts";
import { among, eventFilter, timeFilter } from "./plan-filter.ts";
import type { Ending, Filter, SequenceLeaf, SequenceStep, SetExpr } from "./plan.ts";
import { readsEvents } from "./reads.ts";
import { leafSet, NOBODY } from "./set.ts";

/** The customers of a sequence in its normal form. */
export function sequenceSet(condition: SequenceCondition, circumstances: Circumstances): SetExpr {
  const leaf = sequenceLeaf(condition, circumstances);
  return leaf === undefined ? NOBODY : leafSet(leaf);
}

/** Undefined when no events can be such a sequence. Events before the window of the first step are of no matter to any. */
function sequenceLeaf({ steps, window, same = [] }: SequenceCondition, circumstances: Circumstances): SequenceLeaf | undefined {
  const { catalog } = circumstances;
  const opening = spanOf(window, typesOf(steps[0]?.event ?? [], catalog), circumstances);
  const types = typesOf(steps.flatMap(({ event }) => event), catalog);
  const ever = spanOf(undefined, types, circumstances);
  if (opening === undefined || ever === undefined) return undefined;

  const span = { ...(opening.from !== undefined && { from: opening.from }), to: ever.to };
  const scope = { types, span, clock: circumstances };
  const properties = same.map((name) => knownProperty(name, scope));
  const passes = every(properties.map((property) => property.passes));
  const { present, ending } = ordered(steps, (step) => stepFilter(step, circumstances, scope));
  const last = lastInstant(ending, circumstances.now);
  const bounded = withEnds(present, { from: firstInstant(scope), first: opening.to, last, to: span.to });
  if (passes.kind === "never" || bounded === undefined || bounded.some((step) => step.passes.kind === "never")) return undefined;
  return {
    kind: "sequence",
    events: types.map(({ name }) => name),
    span,
    same: properties.map(({ of, isNumber }) => ({ of, isNumber })),
    passes,
    steps: bounded,
    ending: ending.filter((each) => each.passes.kind !== "never"),
    reads: readsEvents(types.map(({ name }) => name)),
  };
}

function stepFilter({ event, where }: Step, { catalog }: Circumstances, scope: EventScope): Filter {
  const own = { ...scope, types: typesOf(event, catalog) };
  if (firstInstant(own) >= scope.span.to) return NEVER;
  return every([among(own.types.map(({ name }) => name), scope), eventFilter(where, own)]);
}

/** The present steps, each with what must be absent before it, and what must be absent after the last. */
function ordered(steps: readonly Step[], filterOf: (step: Step) => Filter): { present: SequenceStep[]; ending: Ending[] } {
  const present: SequenceStep[] = [];
  let absent: Ending[] = [];
  for (const step of steps) {
    const within = step.within === undefined ? undefined : milliseconds(step.within);
    const one = { passes: filterOf(step), ...(within !== undefined && { within }) };
    if (step.absent === true) {
      absent.push(one);
      continue;
    }
    const without = some(absent.map(({ passes }) => passes));
    present.push({ ...one, ...(without.kind !== "never" && { without }) });
    absent = [];
  }
  return { present, ending: absent };
}

interface Ends {
  readonly from: number;
  /** Where the window of the first step ends. */
  readonly first: number;
  /** The last instant after which the time of every ending has run out by now. */
  readonly last: number;
  readonly to: number;
}

/** Steps as they can happen between these ends; undefined when there is no time for them. */
function withEnds(steps: readonly SequenceStep[], { from, first, last, to }: Ends): SequenceStep[] | undefined {
  if (last < from) return undefined;
  return steps.map((step, index) => {
    const end = Math.min(index === 0 ? first : to, index === steps.length - 1 ? last + 1 : to);
    return end < to ? { ...step, passes: every([timeFilter({ to: end }), step.passes]) } : step;
  });
}

function lastInstant(ending: readonly Ending[], now: number): number {
  return now - Math.max(0, ...ending.map(({ within }) => within ?? 0));
}
