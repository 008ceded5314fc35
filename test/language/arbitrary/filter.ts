import fc from "fast-check";
import type { Field } from "../../../src/catalog/types.ts";
import type { EventFilter, PropertyCondition, RecordFilter } from "../../../src/segment/ast.ts";
import { counts } from "./measure.ts";
import { propertiesOf, recordsOf } from "./names.ts";
import { marks, tree } from "./tree.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A filter of events that have one of these names: by properties, by records, by their own time. */
export function eventFilters(words: Vocabulary, events: readonly string[]): fc.Arbitrary<EventFilter> {
  const { dataset, tests } = words;
  const leaves: fc.WeightedArbitrary<EventFilter>[] = [{ weight: 1, arbitrary: timeConditions(words) }];
  const properties = propertiesOf(dataset, events);
  const records = recordsOf(dataset, events);
  if (properties.length > 0) {
    const property = fc.constantFrom(...properties).chain(({ name, type }) =>
      fc.tuple(tests(type), marks).map(([of, mark]): EventFilter => ({ kind: "property", property: name, ...of, ...mark })),
    );
    leaves.push({ weight: 3, arbitrary: property });
  }
  if (records.length > 0) {
    const item = fc.constantFrom(...records).chain(({ name, fields }) =>
      fc.tuple(recordFilters(words, fields), counts, marks).map(([where, count, mark]): EventFilter => ({ kind: "item", of: name, where, ...count, ...mark })),
    );
    leaves.push({ weight: 2, arbitrary: item });
  }
  return tree(fc.oneof(...leaves), 2);
}

/** A filter of records that have these fields. */
export function recordFilters({ tests }: Vocabulary, fields: readonly Field[]): fc.Arbitrary<RecordFilter> {
  const leaves = fc.constantFrom(...fields).chain(({ name, type }) =>
    fc.tuple(tests(type), marks).map(([of, mark]): RecordFilter => ({ kind: "field", field: name, ...of, ...mark })),
  );
  return tree(leaves, 2);
}

function timeConditions({ tests }: Vocabulary): fc.Arbitrary<PropertyCondition> {
  const clock = fc.oneof(
    fc.record({ op: fc.constant("weekday_in"), value: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }) }),
    fc.record({ op: fc.constant("hour_in"), value: fc.array(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 12 }) }),
  );
  return fc
    .tuple(fc.oneof(clock, tests({ kind: "value", of: "datetime" })), marks)
    .map(([of, mark]) => ({ kind: "property", property: "$time", ...of, ...mark }));
}
