import fc from "fast-check";
import type { Condition } from "../../../src/segment/ast.ts";
import type { Dataset } from "../../reference/dataset.ts";
import { conditionsOf } from "./condition.ts";

/** Groups of many conditions, most of them on the same event, of which some are off. */
export function crowded(dataset: Dataset): fc.Arbitrary<Condition> {
  return fc.constantFrom(...Object.keys(dataset.types.events)).chain((event) => {
    const name = fc.constant(event);
    const one = fc.tuple(conditionsOf(dataset, { counted: name, ordered: name }), fc.nat(4));
    const some = fc.array(one.map(([condition, mark]): Condition => (mark === 0 ? { ...condition, off: true } : condition)), { minLength: 4, maxLength: 16 });
    return fc.tuple(fc.constantFrom("all", "any"), some).map(([kind, of]): Condition => ({ kind, of }));
  });
}
