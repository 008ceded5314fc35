import { ON_CLUSTER } from "./engine.ts";

/** Whether more is tried than fits into a few minutes: `npm run test:long`. */
export const LONG = process.env["COTERIE_TEST_LONG"] !== undefined;

/** How many random cases are tried by default: on a cluster, where each takes longer and one node has been tried already, a quarter. */
export function runsOf(ordinary: number): number {
  return ON_CLUSTER ? Math.ceil(ordinary / 4) : ordinary;
}
