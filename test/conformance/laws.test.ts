import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { count } from "../../src/results/audience.ts";
import type { Receipt } from "../../src/results/receipt.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { normalize } from "../../src/segment/normalize.ts";
import { zones } from "../language/arbitrary/clock.ts";
import { conditions } from "../language/arbitrary/condition.ts";
import { cases, dataset } from "../language/cases.ts";
import { everyone } from "../reference/dataset.ts";
import { isOff } from "../reference/off.ts";
import type { TestBench } from "../support/bench.ts";
import { LONG, runsOf } from "../support/long.ts";
import { openDatasetBench } from "./dataset-bench.ts";

const RUNS = runsOf(20_240_331, 20, 500);
const BASE = everyone(dataset).length;

/** Conditions that are not off: what is off has no complement. */
const judged = conditions.filter((where) => !isOff(where));
const clocks = fc.record({ now: fc.constantFrom(...new Set(cases.map(({ now }) => now))), timeZone: zones });

let bench: TestBench;

beforeAll(async () => {
  bench = await openDatasetBench(dataset);
});
afterAll(() => bench.close());

function not(of: Condition): Condition {
  return { kind: "not", of };
}

test(
  `in the engine: complements add up, both and either add up, De Morgan, the normal form (seed ${RUNS.seed})`,
  async () => {
    await fc.assert(
      fc.asyncProperty(judged, judged, clocks, async (one, other, clock) => {
        const receipt = (where: Condition): Promise<Receipt> => count(bench, { where, ...clock });
        const sizeOf = async (where: Condition): Promise<number> => (await receipt(where)).count;
        const of = [one, other];
        const first = await receipt(one);
        const second = await sizeOf(other);
        const both = await sizeOf({ kind: "all", of });
        const either = await sizeOf({ kind: "any", of });
        expect(first.base).toBe(BASE);
        expect(await sizeOf(not(one))).toBe(BASE - first.count);
        expect(both + either).toBe(first.count + second);
        expect(await sizeOf({ kind: "any", of: of.map(not) })).toBe(BASE - both);
        expect(await sizeOf({ kind: "all", of: of.map(not) })).toBe(BASE - either);
        const { count: size, definitionHash } = await receipt(normalize(one, bench.storage.catalog));
        expect({ size, definitionHash }).toEqual({ size: first.count, definitionHash: first.definitionHash });
        const switchedOff = await receipt({ kind: "all", of: [one, { ...other, off: true }] });
        expect(switchedOff).toMatchObject({ count: first.count, definitionHash: first.definitionHash });
      }),
      RUNS,
    );
  },
  LONG ? 600_000 : 120_000,
);
