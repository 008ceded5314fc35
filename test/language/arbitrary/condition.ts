import fc from "fast-check";
import type { DataType, ScalarType } from "../../../src/catalog/types.ts";
import type { Condition, EventCondition, EventFilter, Group, Marks, Not } from "../../../src/segment/ast.ts";
import { countOperators } from "../../../src/segment/operators.ts";
import { dataset } from "../cases.ts";
import { edges, tests } from "./test.ts";
import { windows } from "./window.ts";

type Tree<T> = T | Group<Tree<T>> | Not<Tree<T>>;

interface Named {
  readonly name: string;
  readonly type: ScalarType;
}

const attributes = Object.entries(dataset.types.attributes).flatMap(([name, type]): Named[] => (type.kind === "records" ? [] : [{ name, type }]));
const eventNames = Object.keys(dataset.types.events);

const notes = fc.constantFrom("why", "");
/** Nodes are off seldom, else little would be left to judge. */
const marks: fc.Arbitrary<Marks> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ off: fc.boolean(), note: notes }, { requiredKeys: [] }) },
);

const attributeConditions = fc
  .constantFrom(...attributes)
  .chain(({ name, type }) => fc.tuple(tests(type), marks).map(([test, marks]): Condition => ({ kind: "attribute", attribute: name, ...test, ...marks })));

const counts: fc.Arbitrary<Pick<EventCondition, "op" | "value">> = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...countOperators).chain(({ op, value }) =>
    fc.tuple(fc.nat(4), fc.nat(3)).map(([low, more]) => ({ op, value: value === "pair" ? [low, low + more] : low })),
  ),
);

const eventConditions = fc.oneof(fc.constantFrom(...eventNames), fc.array(fc.constantFrom(...eventNames), { minLength: 1, maxLength: 3 })).chain((event) =>
  fc
    .record(
      {
        window: windows(edges),
        measure: fc.constant({ fn: "count" } as const),
        ...filterOf(typeof event === "string" ? [event] : event),
      },
      { requiredKeys: [] },
    )
    .chain((parts) => fc.tuple(counts, marks).map(([count, marks]): Condition => ({ kind: "event", event, ...parts, ...count, ...marks }))),
);

/** A condition on the data set of the cases that `check` takes. Made of what is in the data, so that it often selects somebody. */
export const conditions: fc.Arbitrary<Condition> = tree(fc.oneof(attributeConditions, eventConditions));

function filterOf(events: readonly string[]): { where?: fc.Arbitrary<EventFilter> } {
  const properties = events.flatMap((event) => Object.entries(dataset.types.events[event] ?? {}).flatMap(([name, type]) => scalar(name, type)));
  if (properties.length === 0) return {};
  const leaves = fc
    .constantFrom(...properties)
    .chain(({ name, type }) => fc.tuple(tests(type), marks).map(([test, marks]): EventFilter => ({ kind: "property", property: name, ...test, ...marks })));
  return { where: tree(leaves) };
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

/** What can be asked of a value: itself, or of records each field, through a dot. */
function scalar(name: string, type: DataType): Named[] {
  if (type.kind !== "records") return [{ name, type }];
  return type.fields.map((field) => ({ name: `${name}.${field.name}`, type: { kind: "list", of: field.type.of } }));
}
