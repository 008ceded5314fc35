import fc from "fast-check";
import type { Counted, EventCondition, Measure } from "../../../src/segment/ast.ts";
import { countOperators } from "../../../src/segment/operators.ts";
import type { Named } from "./names.ts";

type Measured = Pick<EventCondition, "measure" | "op" | "value">;

/** About what the payments and orders of the data set add up to, and what is a part of a millionth beside it. */
const AMOUNTS = [-100, -30, -1e-6, -4e-7, -0, 0, 4e-7, 1e-6, 2e-6, 0.03125, 0.1, 0.15, 0.3, 0.3000004, 45, 50, 90, 140, 5e11, 2e12, 1e300, -1e300];

/** Nothing, or a count with what it is compared with. */
export const counts: fc.Arbitrary<Counted> = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...countOperators).chain(({ op, value }) =>
    fc.tuple(fc.nat(4), fc.nat(3)).map(([low, more]) => ({ op, value: value === "pair" ? [low, low + more] : low })),
  ),
);

const amount = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...AMOUNTS) }, { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) });

const amounts: fc.Arbitrary<Measured> = fc
  .tuple(fc.constantFrom(...countOperators), amount, amount)
  .map(([{ op, value }, one, other]) => ({ op, value: value === "one" ? one : one <= other ? [one, other] : [other, one] }));

/** Any measure that fits events with these properties, and what it is compared with. */
export function measured(properties: readonly Named[]): fc.Arbitrary<Measured> {
  const numbers = properties.filter(({ type }) => type.kind === "value" && type.of === "number");
  const whole = [fc.constant<Measure>({ fn: "count" }), fc.constant<Measure>({ fn: "days" })];
  if (properties.length > 0) whole.push(fc.constantFrom(...properties).map(({ name }) => ({ fn: "distinct", property: name })));
  const all: fc.WeightedArbitrary<Measured>[] = [counts, ...whole.map((measure) => fc.tuple(measure, counts).map(([one, count]) => ({ measure: one, ...count })))].map(
    (arbitrary) => ({ weight: 1, arbitrary }),
  );
  if (numbers.length > 0) {
    const measures = fc.tuple(fc.constantFrom("sum", "avg", "min", "max"), fc.constantFrom(...numbers)).map(([fn, { name }]): Measure => ({ fn, property: name }));
    all.push({ weight: 12, arbitrary: fc.tuple(measures, amounts).map(([measure, compared]) => ({ measure, ...compared })) });
  }
  return fc.oneof(...all);
}
