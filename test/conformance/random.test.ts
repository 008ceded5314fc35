import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { members } from "../../src/results/audience.ts";
import { datasets } from "../language/arbitrary/dataset.ts";
import { type Question, questions } from "../language/arbitrary/question.ts";
import { dataset } from "../language/cases.ts";
import { Coverage } from "../language/coverage.ts";
import { type Dataset, everyone } from "../reference/dataset.ts";
import type { TestBench } from "../support/bench.ts";
import { LONG, ON_CLUSTER, runsOf } from "../support/long.ts";
import { openDatasetBench, withoutDictionaries } from "./dataset-bench.ts";

const RUNS = runsOf(20_240_331, 60, 3_000);
const [mixed = dataset] = fc.sample(datasets, { numRuns: 1, seed: RUNS.seed });

const DATA: readonly (readonly [name: string, data: Dataset])[] = [
  ["of the cases", dataset],
  ["at random", mixed],
];

describe.each(ON_CLUSTER && !LONG ? DATA.slice(0, 1) : DATA)(`random definitions select the same customers in the engine as in the reference (seed ${RUNS.seed})`, (name, data) => {
  let bench: TestBench;

  beforeAll(async () => {
    bench = await openDatasetBench(data);
    if (data !== dataset) await withoutDictionaries(bench);
  });
  afterAll(() => bench.close());

  test(
    `with data ${name}`,
    async () => {
      const coverage = new Coverage();
      let telling = 0;
      await fc.assert(
        fc.asyncProperty(questions(data), async (question) => {
          coverage.add(question);
          if (isTelling(question, data)) telling += 1;
          await expectMembers(bench, question, data);
        }),
        RUNS,
      );
      console.info(`${name}: ${telling} of ${RUNS.numRuns} select somebody but not everybody\n${coverage.table()}`);
      expect(telling).toBeGreaterThan(RUNS.numRuns / 2);
      if (LONG) expect(coverage.below(20)).toEqual([]);
    },
    LONG ? 1_200_000 : 60_000,
  );
});

async function expectMembers(bench: TestBench, { where, now, timeZone, members: expected }: Question, data: Dataset): Promise<void> {
  const page = await members(bench, { where, now: new Date(now).toISOString(), timeZone }, { columns: [], limit: 1000 });
  expect(page.rows.map(({ key }) => key).sort()).toEqual(expected);
  expect(page.receipt).toMatchObject({ count: expected.length, base: everyone(data).length });
}

/** Definitions that select nobody or everybody show little. */
function isTelling({ members: found }: Question, data: Dataset): boolean {
  return found.length > 0 && found.length < everyone(data).length;
}
