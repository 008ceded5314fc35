import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { members } from "../../src/results/audience.ts";
import { zones } from "../language/arbitrary/clock.ts";
import { conditions } from "../language/arbitrary/condition.ts";
import { cases, dataset } from "../language/cases.ts";
import { datasetFiles } from "../language/dataset-files.ts";
import { everyone } from "../reference/dataset.ts";
import { parseInstant } from "../reference/instant.ts";
import { members as reference } from "../reference/members.ts";
import { openTestBench, type TestBench } from "../support/bench.ts";

const LONG = process.env["COTERIE_TEST_LONG"] !== undefined;
const RUNS = LONG ? { numRuns: 2_000, seed: Date.now() % 2 ** 31 } : { numRuns: 150, seed: 20_240_331 };

/** The times at which the cases are judged: each stands beside something in the data. */
const times = [...new Set(cases.map(({ now }) => now))];

let bench: TestBench;

beforeAll(async () => {
  bench = await openTestBench();
  const { customers, events } = datasetFiles(dataset);
  await bench.importText("customers", "ndjson", customers.ndjson, { types: customers.types.join(",") });
  await bench.importText("events", "ndjson", events.ndjson, { types: events.types.join(",") });
});
afterAll(() => bench.close());

test(
  `random definitions select the same customers in the engine as in the reference (seed ${RUNS.seed})`,
  async () => {
    const base = everyone(dataset).length;
    let telling = 0;
    await fc.assert(
      fc.asyncProperty(conditions, fc.constantFrom(...times), zones, async (where, now, timeZone) => {
        const page = await members(bench, { where, now, timeZone }, { columns: [], limit: 1000 });
        const expected = [...reference(dataset, { where }, { now: parseInstant(now), timeZone })].sort();
        if (expected.length > 0 && expected.length < base) telling += 1;
        expect(page.rows.map(({ key }) => key).sort()).toEqual(expected);
        expect(page.receipt).toMatchObject({ count: expected.length, base });
      }),
      RUNS,
    );
    // Definitions that select nobody or everybody show little.
    expect(telling).toBeGreaterThan(RUNS.numRuns / 4);
  },
  LONG ? 600_000 : 60_000,
);
