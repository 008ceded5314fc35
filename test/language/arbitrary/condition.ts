import fc from "fast-check";
import type { DataType, ScalarType } from "../../../src/catalog/types.ts";
import type { Condition, EventFilter, Group, Marks, Not } from "../../../src/segment/ast.ts";
import { dataset } from "../cases.ts";
import { measured } from "./measure.ts";
import { edges, tests } from "./value-test.ts";
import { windows } from "./window.ts";

type Tree<T> = T | Group<Tree<T>> | Not<Tree<T>>;

export interface Named {
  readonly name: string;
  readonly type: ScalarType;
}

const attributes = namedValues(dataset.types.attributes).filter(({ name }) => name in dataset.types.attributes);
const eventNames = fc.constantFrom(...Object.keys(dataset.types.events));

/** Nodes are off seldom, else little would be left to judge. */
const marks: fc.Arbitrary<Marks> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ off: fc.boolean(), note: fc.constantFrom("why", "") }, { requiredKeys: [] }) },
);

/** A condition on the data set of the cases that `check` takes. Made of what is in the data, so that it often selects somebody. */
export const conditions: fc.Arbitrary<Condition> = tree(fc.oneof(attributeConditions(), eventConditions()));

function attributeConditions(): fc.Arbitrary<Condition> {
  return fc
    .constantFrom(...attributes)
    .chain(({ name, type }) => fc.tuple(tests(type), marks).map(([of, mark]) => ({ kind: "attribute", attribute: name, ...of, ...mark })));
}

function eventConditions(): fc.Arbitrary<Condition> {
  const names = fc.oneof(eventNames, fc.array(eventNames, { minLength: 1, maxLength: 3 }));
  return names.chain((event) => {
    const list = typeof event === "string" ? [event] : event;
    const parts = { window: windows(edges), ...filterOf(list) };
    return fc
      .tuple(fc.record(parts, { requiredKeys: [] }), measured(propertiesOf(list)), marks)
      .map(([part, measured, mark]) => ({ kind: "event", event, ...part, ...measured, ...mark }));
  });
}

function filterOf(events: readonly string[]): { where?: fc.Arbitrary<EventFilter> } {
  const properties = propertiesOf(events);
  if (properties.length === 0) return {};
  const leaves = fc
    .constantFrom(...properties)
    .chain(({ name, type }) =>
      fc.tuple(tests(type), marks).map(([of, mark]): EventFilter => ({ kind: "property", property: name, ...of, ...mark })),
    );
  return { where: tree(leaves) };
}

function propertiesOf(events: readonly string[]): Named[] {
  return events.flatMap((event) => namedValues(dataset.types.events[event] ?? {}));
}

/** Groups and complements around leaves, a few levels deep. */
function tree<T>(leaves: fc.Arbitrary<T>): fc.Arbitrary<Tree<T>> {
  return fc.letrec<{ node: Tree<T> }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: leaves },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom("all", "any"), fc.array(tie("node"), { maxLength: 3 }), marks)
          .map(([kind, of, marks]): Tree<T> => ({ kind, of, ...marks })),
      },
      { weight: 1, arbitrary: fc.tuple(tie("node"), marks).map(([of, marks]): Tree<T> => ({ kind: "not", of, ...marks })) },
    ),
  })).node;
}

/** What can be asked by name: each value and list, and of records each field, through a dot. */
function namedValues(types: Readonly<Record<string, DataType>>): Named[] {
  return Object.entries(types).flatMap(([name, type]): Named[] =>
    type.kind === "records"
      ? type.fields.map((field) => ({ name: `${name}.${field.name}`, type: { kind: "list", of: field.type.of } }))
      : [{ name, type }],
  );
}
