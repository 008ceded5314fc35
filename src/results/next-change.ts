import { z } from "zod";
import { isIn, type LeafAnswers } from "../compiler/one-customer.ts";
import { holdsOf, type Part, partsOf, type PartTree, planPart } from "../compiler/parts.ts";
import type { Plan } from "../compiler/plan.ts";
import { timeReads } from "../compiler/time-reads.ts";
import { timeValuesSql } from "../compiler/time-values.ts";
import { type MovingEdge, type TurningPoint, turningPoints } from "../segment/turning-points.ts";
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

/** A condition taken apart, with what moves in its parts and the values of the customer that it passes. */
export interface Moving {
  readonly tree: PartTree;
  readonly parts: readonly Part[];
  readonly edges: readonly EdgeOfPart[];
}

interface EdgeOfPart extends MovingEdge {
  readonly part: Part;
}

/** Instants looked at, at most, and parts judged at them. */
const MOST_POINTS = 2_000;
const MOST_JUDGED = 5_000;
/** Instants looked at together. */
const FIRST_BATCH = 4;
const LARGEST_BATCH = 256;
/** Parts judged together, give or take those of one instant. */
const MOST_TOGETHER = 500;

/** What of a definition moves with time. All values are read in one statement. */
export async function moving({ condition, circumstances }: Asked, only: OnlyCustomer): Promise<Moving> {
  const { tree, parts } = partsOf(condition, circumstances);
  const reads = parts.flatMap((part) => timeReads(part).map((read) => ({ ...read, part })));
  const { statement, valuesFrom } = timeValuesSql(reads, circumstances.now);
  const found = statement === undefined ? [] : (await only.rows(statement)).map((row) => foundRow.parse(row));
  const valuesOf = valuesFrom(found);
  return { tree, parts, edges: reads.flatMap(({ values, edges, part }) => edges(valuesOf(values)).map((edge) => ({ ...edge, part }))) };
}

/**
 * Finds the first instant after now at which the customer is no longer what it is now. Only those parts are judged at an instant of
 * which an edge passes a value: the others hold as before.
 */
export async function nextChange(
  { circumstances: { now } }: Asked,
  { tree, parts, edges }: Moving,
  answersOf: (plans: readonly Plan[]) => Promise<LeafAnswers>,
): Promise<NextChange> {
  const plans = parts.map((part) => ({ part, plan: planPart(part, now) }));
  const answers = await answersOf(plans.map(({ plan }) => plan));
  const holding = new Map(plans.map(({ part, plan: { set } }) => [part, isIn(set, answers)]));
  const inNow = holdsOf(tree, holding);
  const points = turningPoints(edges, now);

  let looked = 0;
  let judged = 0;
  let last = now;
  for (let size = FIRST_BATCH; looked < MOST_POINTS && judged < MOST_JUDGED; size = Math.min(2 * size, LARGEST_BATCH)) {
    const instants = take(points, size);
    if (instants.length === 0) return { at: null, becomes: null, searchedUntil: null };
    const answers = await answersOf(instants.flatMap(({ plans }) => [...plans.values()]));
    for (const { at, plans } of instants) {
      for (const [part, { set }] of plans) holding.set(part, isIn(set, answers));
      if (holdsOf(tree, holding) !== inNow) return { at: new Date(at).toISOString(), becomes: inNow ? "out" : "in", searchedUntil: null };
      looked += 1;
      judged += plans.size;
      last = at;
    }
  }
  return { at: null, becomes: null, searchedUntil: new Date(last).toISOString() };
}

const foundRow = z.object({ place: z.number(), event: z.string(), value: z.coerce.number() });

/** An instant, and what the parts that can change at it mean then. */
interface Turn {
  readonly at: number;
  readonly plans: ReadonlyMap<Part, Plan>;
}

function take(points: Iterator<TurningPoint<EdgeOfPart>, void, void>, size: number): readonly Turn[] {
  const taken: Turn[] = [];
  let parts = 0;
  while (taken.length < size && parts < MOST_TOGETHER) {
    const { value } = points.next();
    if (value === undefined) break;
    const { at, by } = value;
    const plans = new Map(by.map(({ part }) => [part, planPart(part, at)]));
    taken.push({ at, plans });
    parts += plans.size;
  }
  return taken;
}
