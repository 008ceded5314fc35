import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import { breakdown } from "../../src/results/breakdown.ts";
import { members } from "../../src/results/audience.ts";
import { check } from "../../src/segment/check.ts";
import { conditions } from "../language/arbitrary/condition.ts";
import { mutated } from "../language/arbitrary/mutation.ts";
import { dataset, referred } from "../language/cases.ts";
import { members as reference } from "../reference/members.ts";
import type { TestBench } from "../support/bench.ts";
import { LONG, runsOf } from "../support/long.ts";
import { openDatasetBench } from "./dataset-bench.ts";

const RUNS = runsOf(20_240_331, 150, 4_000);
const CLOCK = { now: Date.UTC(2024, 2, 31, 12), timeZone: "Europe/Berlin" };

let bench: TestBench;

beforeAll(async () => {
  bench = await openDatasetBench(dataset);
});
afterAll(() => bench.close());

test(
  `a definition with mistakes is refused with a place for each, or it is none and selects as in the reference (seed ${RUNS.seed})`,
  async () => {
    const seen = { refused: 0, taken: 0 };
    await fc.assert(
      fc.asyncProperty(mutated(conditions), async (where) => {
        const question = { where, now: new Date(CLOCK.now).toISOString(), timeZone: CLOCK.timeZone };
        const { problems, condition } = check(where, { catalog: bench.storage.catalog, ...referred, ...CLOCK });
        const answer = await members(bench, question, { columns: [], limit: 1000 }).catch((error: unknown) => error);
        if (condition === undefined) {
          seen.refused += 1;
          expect(problems.length).toBeGreaterThan(0);
          expectRefusal(answer, problems.map(({ code }) => code));
          expectRefusal(await breakdown(bench, question).catch((error: unknown) => error));
          return;
        }
        // Whether a pattern is one, the engine alone can tell.
        if (answer instanceof AppError) return expectRefusal(answer, answer.problems?.map(() => "invalid_pattern"));
        seen.taken += 1;
        expect(answer).toMatchObject({ receipt: { count: reference(dataset, { where: condition }, CLOCK).size } });
      }),
      RUNS,
    );
    console.info(`${seen.refused} refused, ${seen.taken} taken of ${RUNS.numRuns}`);
    expect(seen.refused).toBeGreaterThan(RUNS.numRuns / 3);
    expect(seen.taken).toBeGreaterThan(RUNS.numRuns / 20);
  },
  LONG ? 600_000 : 120_000,
);

function expectRefusal(answer: unknown, codes?: readonly string[]): void {
  if (!(answer instanceof AppError)) throw new Error("not refused in words", { cause: answer });
  expect(answer.code).toBe("invalid_definition");
  expect(answer.problems?.length).toBeGreaterThan(0);
  for (const problem of answer.problems ?? []) {
    expect(problem).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/), message: expect.stringMatching(/\S/), path: expect.any(Array) });
    expect(problem.hint).toMatch(/\S/);
  }
  if (codes !== undefined) expect(answer.problems?.map(({ code }) => code)).toEqual(codes);
}
