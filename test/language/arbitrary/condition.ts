import fc from "fast-check";
import type { Condition, EventCondition, SampleCondition } from "../../../src/segment/ast.ts";
import { dataset } from "../cases.ts";
import { eventFilters, recordFilters } from "./filter.ts";
import { counts, measured } from "./measure.ts";
import { namedRecords, namedScalars, propertiesOf } from "./names.ts";
import { sequences } from "./sequence.ts";
import { marks, tree } from "./tree.ts";
import { edges, tests } from "./value-test.ts";
import { windows } from "./window.ts";

/** Events that have properties come often. */
const eventNames = fc.oneof(fc.constantFrom(...Object.keys(dataset.types.events)), fc.constantFrom("Order", "Pay", "Payback", "Login", "Alarm"));

/** A condition on the data set of the cases that `check` takes. Made of what is in the data, so that it often selects somebody. */
export const conditions: fc.Arbitrary<Condition> = tree(
  fc.oneof(
    { weight: 5, arbitrary: attributeConditions() },
    { weight: 6, arbitrary: eventConditions() },
    { weight: 3, arbitrary: sequences },
    { weight: 2, arbitrary: recordsConditions() },
    { weight: 1, arbitrary: referring("segment", Object.keys(dataset.segments ?? {})) },
    { weight: 1, arbitrary: referring("list", Object.keys(dataset.lists ?? {})) },
    { weight: 1, arbitrary: samples() },
  ),
);

function attributeConditions(): fc.Arbitrary<Condition> {
  return fc
    .constantFrom(...namedScalars(dataset.types.attributes))
    .chain(({ name, type }) => fc.tuple(tests(type), marks).map(([of, mark]) => ({ kind: "attribute", attribute: name, ...of, ...mark })));
}

function recordsConditions(): fc.Arbitrary<Condition> {
  return fc
    .constantFrom(...namedRecords(dataset.types.attributes))
    .chain(({ name, fields }) =>
      fc
        .tuple(fc.record({ where: recordFilters(fields) }, { requiredKeys: [] }), counts, marks)
        .map(([filter, count, mark]): Condition => ({ kind: "attribute", attribute: name, ...filter, ...count, ...mark })),
    );
}

function eventConditions(): fc.Arbitrary<Condition> {
  const names = fc.oneof(eventNames, fc.array(eventNames, { minLength: 1, maxLength: 3 }));
  return names.chain((event) => {
    const list = typeof event === "string" ? [event] : event;
    const parts = fc.record({ window: windows(edges), where: eventFilters(list) }, { requiredKeys: [] });
    return fc
      .tuple(parts, fc.oneof({ weight: 3, arbitrary: measured(propertiesOf(list)) }, { weight: 1, arbitrary: picks }), marks)
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
