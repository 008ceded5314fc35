import fc from "fast-check";
import type { Duration, SequenceCondition, Step } from "../../../src/segment/ast.ts";
import { dataset } from "../cases.ts";
import { eventFilters } from "./filter.ts";
import { namedScalars } from "./names.ts";
import { marks } from "./tree.ts";
import { edges } from "./value-test.ts";
import { windows } from "./window.ts";

/** Events that customers did one after the other come often. */
const names = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("Add", "Buy", "Drop") },
  { weight: 2, arbitrary: fc.constantFrom("Order", "Pay", "Visit", "Login") },
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(dataset.types.events)) },
);
const events = fc.oneof({ weight: 4, arbitrary: names }, { weight: 1, arbitrary: fc.array(names, { minLength: 1, maxLength: 3 }) });

const durations: fc.Arbitrary<Duration> = fc.oneof(
  fc.constantFrom<Duration>({ value: 24, unit: "hour" }, { value: 1, unit: "day" }, { value: 1, unit: "hour" }, { value: 120, unit: "minute" }),
  fc.record({ value: fc.integer({ min: 1, max: 200 }), unit: fc.constantFrom("minute", "hour", "day", "week") }),
);

interface Draft {
  readonly step: Step;
  readonly within: Duration | undefined;
  readonly absent: boolean;
}

const drafts: fc.Arbitrary<Draft> = fc.record({
  step: events.chain((event) =>
    fc.option(eventFilters(listOf(event)), { freq: 2, nil: undefined }).map((where): Step => (where === undefined ? { event } : { event, where })),
  ),
  within: fc.option(durations, { nil: undefined }),
  absent: fc.boolean(),
});

/** A sequence that `check` takes: the first step present, no time given where none may be. */
export const sequences: fc.Arbitrary<SequenceCondition> = fc
  .tuple(fc.array(drafts, { minLength: 2, maxLength: 4 }), fc.option(windows(edges), { freq: 3, nil: undefined }), fc.nat(5), marks)
  .map(([made, window, share, mark]) => {
    const steps = made.map((draft, at) => stepOf(draft, at, made));
    const same = sharedBy(steps).slice(0, share < 3 ? share + 1 : 0);
    return { kind: "sequence", steps, ...(window && { window }), ...(same.length > 0 && { same }), ...mark };
  });

function stepOf({ step, within, absent }: Draft, at: number, all: readonly Draft[]): Step {
  if (at === 0) return step;
  const isBetween = absent && all.slice(at + 1).some((later) => !later.absent);
  return { ...step, ...(absent && { absent }), ...(within && !isBetween && { within }) };
}

/** The properties with one value that at least one event of each step has. */
function sharedBy(steps: readonly Step[]): string[] {
  const [first = [], ...rest] = steps.map(({ event }) =>
    listOf(event).flatMap((name) => namedScalars(dataset.types.events[name] ?? {}).filter(({ type }) => type.kind === "value").map((each) => each.name)),
  );
  return [...new Set(first)].filter((name) => rest.every((others) => others.includes(name)));
}

function listOf(event: string | readonly string[]): readonly string[] {
  return typeof event === "string" ? [event] : event;
}
