import { z } from "zod";
import { isIn, type LeafAnswers } from "../compiler/one-customer.ts";
import { plan } from "../compiler/plan-condition.ts";
import type { Plan } from "../compiler/plan.ts";
import { timeReads } from "../compiler/time-reads.ts";
import { timeValuesSql } from "../compiler/time-values.ts";
import { expand } from "../segment/expand.ts";
import { type MovingEdge, turningPoints } from "../segment/turning-points.ts";
import type { Asked } from "./question.ts";
import type { OnlyCustomer } from "./only-customer.ts";

/** What passing time alone will do, no data changing. */
export interface NextChange {
  /** The instant at which the customer enters or leaves, RFC 3339 UTC; null: not before `searchedUntil`. */
  readonly at: string | null;
  readonly becomes: "in" | "out" | null;
  /** RFC 3339, UTC; null: the search went on to the end of all dates. */
  readonly searchedUntil: string | null;
}

/** Instants looked at, at most. */
const MOST_POINTS = 2_000;
const FIRST_BATCH = 4;
const LARGEST_BATCH = 64;

/** What of a definition moves with time, with the values of the customer that it passes: all read in one statement. */
export async function movingEdges({ condition, circumstances }: Asked, only: OnlyCustomer): Promise<readonly MovingEdge[]> {
  const reads = timeReads(expand(condition, circumstances), circumstances);
  const { statement, isOf } = timeValuesSql(reads, circumstances.now);
  const found = statement === undefined ? [] : (await only(statement)).map((row) => foundRow.parse(row));
  return reads.flatMap(({ values, edges }) => {
    const own = new Set(found.filter((each) => isOf(values, each)).map(({ value }) => value));
    return edges([...own].sort((one, other) => one - other));
  });
}

/** Finds the first instant after now at which the customer is no longer what it is now. */
export async function nextChange(
  { condition, circumstances }: Asked,
  edges: readonly MovingEdge[],
  inNow: boolean,
  answersOf: (plans: readonly Plan[]) => Promise<LeafAnswers>,
): Promise<NextChange> {
  const points = turningPoints(edges, circumstances.now);

  let looked = 0;
  let last = circumstances.now;
  for (let size = FIRST_BATCH; looked < MOST_POINTS; size = Math.min(2 * size, LARGEST_BATCH)) {
    const instants = take(points, size);
    if (instants.length === 0) return { at: null, becomes: null, searchedUntil: null };
    const plans = instants.map((now) => plan(condition, { ...circumstances, now }));
    const answers = await answersOf(plans);
    const found = instants[plans.findIndex(({ set }) => isIn(set, answers) !== inNow)];
    if (found !== undefined) return { at: new Date(found).toISOString(), becomes: inNow ? "out" : "in", searchedUntil: null };
    looked += instants.length;
    last = instants.at(-1) ?? last;
  }
  return { at: null, becomes: null, searchedUntil: new Date(last).toISOString() };
}

const foundRow = z.object({ place: z.number(), event: z.string(), value: z.coerce.number() });

function take(points: Iterator<number, void, void>, size: number): number[] {
  const taken: number[] = [];
  while (taken.length < size) {
    const { value, done } = points.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}
