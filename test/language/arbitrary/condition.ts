import fc from "fast-check";
import type { Condition, EventCondition, SampleCondition } from "../../../src/segment/ast.ts";
import type { Dataset } from "../../reference/dataset.ts";
import { dataset as ofCases } from "../cases.ts";
import { eventFilters, recordFilters } from "./filter.ts";
import { exported, moves, soundSegments } from "./kept.ts";
import { counts, measured } from "./measure.ts";
import { namedRecords, namedScalars, propertiesOf } from "./names.ts";
import { sequences } from "./sequence.ts";
import { marks, tree } from "./tree.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";
import { windows } from "./window.ts";

/** Which events are named how often. */
export interface EventNames {
  readonly counted: fc.Arbitrary<string>;
  readonly ordered: fc.Arbitrary<string>;
}

const anyOfCases = fc.constantFrom(...Object.keys(ofCases.types.events));

/** A condition on the data set of the cases. Events that have properties come often, and in sequences those that were done in a row. */
export const conditions: fc.Arbitrary<Condition> = conditionsOf(ofCases, {
  counted: fc.oneof(anyOfCases, fc.constantFrom("Order", "Pay", "Payback", "Login", "Alarm")),
  ordered: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom("Add", "Buy", "Drop") },
    { weight: 2, arbitrary: fc.constantFrom("Order", "Pay", "Visit", "Login") },
    { weight: 1, arbitrary: anyOfCases },
  ),
});

/** A condition on a data set that `check` takes. Made of what is in the data, so that it often selects somebody. */
export function conditionsOf(dataset: Dataset, names?: EventNames): fc.Arbitrary<Condition> {
  const words = vocabularyOf(dataset);
  const { attributes, events } = dataset.types;
  const all = Object.keys(events);
  const leaves: fc.WeightedArbitrary<Condition>[] = [];
  if (namedScalars(attributes).length > 0) leaves.push({ weight: 5, arbitrary: attributeConditions(words) });
  if (all.length > 0) {
    const { counted, ordered } = names ?? { counted: fc.constantFrom(...all), ordered: fc.constantFrom(...all) };
    leaves.push({ weight: 6, arbitrary: eventConditions(words, counted) }, { weight: 3, arbitrary: sequences(words, ordered) });
  }
  if (namedRecords(attributes).length > 0) leaves.push({ weight: 2, arbitrary: recordsConditions(words) });
  for (const [kind, ids] of [["segment", soundSegments(dataset)], ["list", Object.keys(dataset.lists ?? {})]] as const) {
    if (ids.length > 0) leaves.push({ weight: 1, arbitrary: referring(kind, ids) });
  }
  for (const arbitrary of [moves(words), exported(words)]) if (arbitrary !== undefined) leaves.push({ weight: 1, arbitrary });
  leaves.push({ weight: 1, arbitrary: samples() });
  return tree(fc.oneof(...leaves));
}

function attributeConditions({ dataset, tests }: Vocabulary): fc.Arbitrary<Condition> {
  return fc
    .constantFrom(...namedScalars(dataset.types.attributes))
    .chain(({ name, type }) => fc.tuple(tests(type), marks).map(([of, mark]) => ({ kind: "attribute", attribute: name, ...of, ...mark })));
}

function recordsConditions(words: Vocabulary): fc.Arbitrary<Condition> {
  return fc
    .constantFrom(...namedRecords(words.dataset.types.attributes))
    .chain(({ name, fields }) =>
      fc
        .tuple(fc.record({ where: recordFilters(words, fields) }, { requiredKeys: [] }), counts, marks)
        .map(([filter, count, mark]): Condition => ({ kind: "attribute", attribute: name, ...filter, ...count, ...mark })),
    );
}

function eventConditions(words: Vocabulary, eventNames: fc.Arbitrary<string>): fc.Arbitrary<Condition> {
  const names = fc.oneof(eventNames, fc.array(eventNames, { minLength: 1, maxLength: 3 }));
  return names.chain((event) => {
    const list = typeof event === "string" ? [event] : event;
    const parts = fc.record({ window: windows(words.edges), where: eventFilters(words, list) }, { requiredKeys: [] });
    return fc
      .tuple(parts, fc.oneof({ weight: 3, arbitrary: measured(propertiesOf(words.dataset, list)) }, { weight: 1, arbitrary: picks }), marks)
      .map(([part, how, mark]) => ({ kind: "event", event, ...part, ...how, ...mark }));
  });
}

const picks: fc.Arbitrary<Pick<EventCondition, "pick" | "pickFrom">> = fc.record(
  { pick: fc.constantFrom("first", "last"), pickFrom: fc.constant("ever") },
  { requiredKeys: ["pick"] },
);

function referring(kind: "segment" | "list", ids: readonly string[]): fc.Arbitrary<Condition> {
  return fc
    .tuple(fc.constantFrom(...ids), marks)
    .map(([id, mark]) => (kind === "segment" ? { kind, segment: id, ...mark } : { kind, list: id, ...mark }));
}

/** Shares down to a millionth of a percent. */
function samples(): fc.Arbitrary<SampleCondition> {
  const millionths = fc.oneof(fc.integer({ min: 0, max: 100 }).map((percent) => percent * 1_000_000), fc.integer({ min: 0, max: 100_000_000 }));
  return fc.tuple(millionths, millionths, fc.constantFrom("s", "spring 2024", "é\0", "'"), fc.boolean(), marks).map(([one, other, salt, fromZero, mark]) => {
    const from = fromZero ? 0 : Math.min(one, other, 99_999_999);
    const percent = Math.max(one, other, from + 1) - from;
    return { kind: "sample", percent: percent / 1_000_000, salt, ...(fromZero ? {} : { offset: from / 1_000_000 }), ...mark };
  });
}
