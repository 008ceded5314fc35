import type { Catalog } from "../catalog/types.ts";
import { isIn, type LeafAnswers } from "../compiler/one-customer.ts";
import { AppError } from "../errors.ts";
import { checked, type Workbench } from "./audience.ts";
import { customerId } from "./customer-id.ts";
import { answersOf } from "./explain.ts";
import { type OnlyCustomer, onlyCustomer } from "./only-customer.ts";
import type { Asked } from "./question.ts";

/** A saved segment with its definition. */
export interface SegmentToJudge {
  readonly id: string;
  readonly where: unknown;
  /** The segment's own zone, IANA name. */
  readonly timeZone?: string | undefined;
}

/** In which of several segments one customer is. */
export interface CustomerSegments {
  /** By id. */
  readonly inIds: readonly string[];
  /** Those whose definition no longer fits what there is, by id. */
  readonly brokenIds: readonly string[];
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** Definitions judged by the same statements: so many are planned at once. */
const TOGETHER = 20;

/**
 * Judges one customer by the tests by which all are counted, in statements of which each sees the rows of this customer alone.
 * Undefined when there is no customer of this key.
 */
export function customerSegments(
  bench: Workbench,
  key: string,
  segments: readonly SegmentToJudge[],
  signal?: AbortSignal,
): Promise<CustomerSegments | undefined> {
  return bench.storage.read(async (catalog) => {
    const id = await customerId(bench.storage.engine, key, signal);
    if (id === undefined) return undefined;
    const only = onlyCustomer(bench.storage.layout, id, signal);
    const now = new Date(bench.clock.now()).toISOString();
    const inIds: string[] = [];
    const brokenIds: string[] = [];
    let answers: LeafAnswers = new Map();
    for (let at = 0; at < segments.length; at += TOGETHER) {
      const some = await Promise.all(segments.slice(at, at + TOGETHER).map((one) => asked(bench, one, now, catalog, signal)));
      const sound = some.flatMap(({ id: own, question }) => (question === undefined ? [] : [{ id: own, set: question.plan.set, plan: question.plan }]));
      brokenIds.push(...some.filter(({ question }) => question === undefined).map(({ id: own }) => own));
      answers = await withAnswers(sound.map(({ plan }) => plan), answers, only);
      inIds.push(...sound.filter(({ set }) => isIn(set, answers)).map(({ id: own }) => own));
    }
    return { inIds, brokenIds, now };
  });
}

async function withAnswers(plans: readonly Asked["plan"][], known: LeafAnswers, only: OnlyCustomer): Promise<LeafAnswers> {
  return new Map([...known, ...(await answersOf(plans, known, only))]);
}

/** Without a question when the definition does not fit. */
async function asked(
  bench: Workbench,
  { id, where, timeZone }: SegmentToJudge,
  now: string,
  catalog: Catalog,
  signal: AbortSignal | undefined,
): Promise<{ readonly id: string; readonly question?: Asked }> {
  try {
    return { id, question: await checked(bench, { where, now, ownTimeZone: timeZone }, catalog, bench.clock, signal) };
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_definition") return { id };
    throw error;
  }
}
