import fc from "fast-check";
import type { Group, Marks, Not } from "../../../src/segment/ast.ts";

export type Tree<T> = T | Group<Tree<T>> | Not<Tree<T>>;

/** Nodes are off seldom, else little would be left to judge. */
export const marks: fc.Arbitrary<Marks> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ off: fc.boolean(), note: fc.constantFrom("why", "") }, { requiredKeys: [] }) },
);

/** Groups and complements around leaves, a few levels deep. */
export function tree<T>(leaves: fc.Arbitrary<T>, maxDepth = 3): fc.Arbitrary<Tree<T>> {
  return fc.letrec<{ node: Tree<T> }>((tie) => ({
    node: fc.oneof(
      { maxDepth, withCrossShrink: true },
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
