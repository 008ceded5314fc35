import fc from "fast-check";
import type { Duration, SequenceCondition, Step } from "../../../src/segment/ast.ts";
import { typeName } from "../../../src/catalog/type-name.ts";
import { eventFilters } from "./filter.ts";
import { namedScalars, propertiesOf } from "./names.ts";
import { marks } from "./tree.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { windows } from "./window.ts";

const durations: fc.Arbitrary<Duration> = fc.oneof(
  fc.constantFrom<Duration>({ value: 24, unit: "hour" }, { value: 1, unit: "day" }, { value: 1, unit: "hour" }, { value: 120, unit: "minute" }),
  fc.record({ value: fc.integer({ min: 1, max: 200 }), unit: fc.constantFrom("minute", "hour", "day", "week") }),
);

interface Draft {
  readonly step: Step;
  readonly within: Duration | undefined;
  readonly absent: boolean;
}

/** A sequence that `check` takes: the first step present, no time given where none may be. `names` are those of its events. */
export function sequences(words: Vocabulary, names: fc.Arbitrary<string>): fc.Arbitrary<SequenceCondition> {
  const events = fc.oneof({ weight: 4, arbitrary: names }, { weight: 1, arbitrary: fc.array(names, { minLength: 1, maxLength: 3 }) });
  const drafts: fc.Arbitrary<Draft> = fc.record({
    step: events.chain((event) =>
      fc
        .option(eventFilters(words, listOf(event)), { freq: 2, nil: undefined })
        .map((where): Step => (where === undefined ? { event } : { event, where })),
    ),
    within: fc.option(durations, { nil: undefined }),
    absent: fc.boolean(),
  });
  return fc
    .tuple(fc.array(drafts, { minLength: 2, maxLength: 4 }), fc.option(windows(words.edges), { freq: 3, nil: undefined }), fc.nat(5), marks)
    .map(([made, window, share, mark]) => {
      const steps = made.map((draft, at) => stepOf(draft, at, made));
      const same = sharedBy(words, steps).slice(0, share < 3 ? share + 1 : 0);
      return { kind: "sequence", steps, ...(window && { window }), ...(same.length > 0 && { same }), ...mark };
    });
}

function stepOf({ step, within, absent }: Draft, at: number, all: readonly Draft[]): Step {
  if (at === 0) return step;
  const isBetween = absent && all.slice(at + 1).some((later) => !later.absent);
  return { ...step, ...(absent && { absent }), ...(within && !isBetween && { within }) };
}

/** The properties with one value that at least one event of each step has, of one type. */
function sharedBy({ dataset }: Vocabulary, steps: readonly Step[]): string[] {
  const all = steps.flatMap(({ event }) => listOf(event).flatMap((name) => namedScalars(dataset.types.events[name] ?? {})));
  const hasOneType = (name: string): boolean => new Set(all.filter((each) => each.name === name).map(({ type }) => typeName(type))).size === 1;
  const [first = [], ...rest] = steps.map(({ event }) =>
    propertiesOf(dataset, listOf(event)).filter(({ type }) => type.kind === "value").map((each) => each.name),
  );
  return [...new Set(first)].filter((name) => hasOneType(name) && rest.every((others) => others.includes(name)));
}

function listOf(event: string | readonly string[]): readonly string[] {
  return typeof event === "string" ? [event] : event;
}
