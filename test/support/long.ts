/** Whether more is tried than fits into a few minutes: `npm run test:long`. */
export const LONG = process.env["COTERIE_TEST_LONG"] !== undefined;

/** Suites that hold on every engine are run on each: this says on which now. */
export const ON_CLUSTER = process.env["COTERIE_TEST_ENGINE"] === "cluster";

/** How much a random suite tries. */
export interface Runs {
  readonly numRuns: number;
  readonly seed: number;
}

/**
 * The same few random cases each time, or many others in each long run. On a cluster, where each takes longer and one node has been tried
 * already, a quarter of the few.
 */
export function runsOf(seed: number, few: number, many: number): Runs {
  if (LONG) return { numRuns: many, seed: Date.now() % 2 ** 31 };
  return { numRuns: ON_CLUSTER ? Math.ceil(few / 4) : few, seed };
}
