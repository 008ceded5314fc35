import { assertNever } from "../errors.ts";
import { slicesOf } from "./event-slices.ts";
import { chunked, grouped } from "./grouped.ts";
import { leafKey } from "./leaf-key.ts";
import type { Plan, SetExpr } from "./plan.ts";
import { printFilter } from "./print-filter.ts";
import { leafQuery } from "./print-leaf.ts";
import { amountsInSpans, type CountedLeaf, countedInSpans, isCounted, measuredInSpans, measuredKey, type Numbered } from "./print-spans.ts";
import { isMeasured, type MeasuredLeaf } from "./scan.ts";
import { bind, type Fragment, join, render, sql, type Sql } from "./sql.ts";

/** Whether one customer is in the leaves of plans: by `leafKey`. */
export type LeafAnswers = ReadonlyMap<string, boolean>;

/**
 * Asks for the leaves of several plans, each once, but for those with keys in `without`: rows `at` and `size`, where `at` counts the
 * keys given back and a `size` of 0, or no row, says that the customer is not in it. Of sets that are kept nothing is asked: they hold no
 * rows of customers. The statements are of all customers: whoever runs
 * them lets them see the rows of one alone. They may run side by side.
 */
export function leavesSql(
  plans: readonly Plan[],
  without: Pick<ReadonlySet<string>, "has">,
): { readonly keys: readonly string[]; readonly statements: readonly Sql[] } {
  const leaves = new Map(plans.flatMap((each) => each.leaves).flatMap((leaf) => (leaf.kind === "kept" ? [] : [[leafKey(leaf), leaf] as const])));
  const keys = [...leaves.keys()].filter((key) => !without.has(key));
  const attributes: Fragment[] = [];
  const counted: Numbered<CountedLeaf>[] = [];
  const measured: Numbered<MeasuredLeaf>[] = [];
  const others: Fragment[] = [];
  keys.forEach((key, at) => {
    const leaf = leaves.get(key);
    if (leaf === undefined) return;
    if (leaf.kind === "attribute") attributes.push(sql`(${bind("UInt32", at)}, toUInt64(${printFilter(leaf.passes)}))`);
    else if (isCounted(leaf)) counted.push({ at, leaf });
    else if (isMeasured(leaf)) measured.push({ at, leaf });
    else others.push(sql`SELECT ${bind("UInt32", at)} AS at, bitmapCardinality(members) AS size FROM (${leafQuery(leaf)})`);
  });
  // The planning of a statement's parts takes longer than reading one row, and more than in proportion to their number.
  const ofAttributes = chunked(attributes, MOST_TESTS).map(
    (tests) => sql`SELECT found.1 AS at, found.2 AS size FROM (SELECT arrayJoin([${join(tests, sql`, `)}]) AS found FROM customers)`,
  );
  const ofEvents = [
    ...grouped(counted, ({ at }) => together(at)).flatMap((leaves) =>
      chunked(slicesOf(leaves, ({ leaf }) => leaf), MOST_TESTS).map((tests) => countedInSpans(tests)),
    ),
    ...inSpans(measured).map(measuredInSpans),
  ];
  return { keys, statements: [...ofAttributes.map(render), ...united([...ofEvents, ...others])] };
}

/**
 * Asks what is measured of the events of leaves: rows `at`, which counts them, `size` as the number of events, `amount` as text, and
 * whether it `passes`. There is no row where there is no event. The statements are of all customers, as those above.
 */
export function amountsSql(leaves: readonly MeasuredLeaf[]): readonly Sql[] {
  return united(inSpans(leaves.map((leaf, at) => ({ at, leaf }))).map(amountsInSpans));
}

/** Tests, and queries, in one statement: 500 tests take 0.9 s by 50 and 2.1 s by 200; 10,000 at once took more memory than a query has. */
const MOST_TESTS = 50;
const MOST_QUERIES = 20;

/** So many instants stay far below the 128 KiB that an engine takes in a parameter. */
const MOST_TOGETHER = 1_000;

function united(queries: readonly Fragment[]): readonly Sql[] {
  return chunked(queries, MOST_QUERIES).map((some) => render(join(some, sql` UNION ALL `)));
}

/** Those that differ by their span alone. */
function inSpans(measured: readonly Numbered<MeasuredLeaf>[]): readonly (readonly [Numbered<MeasuredLeaf>, ...Numbered<MeasuredLeaf>[]])[] {
  return grouped(measured, ({ at, leaf }) => `${together(at)} ${measuredKey(leaf)}`);
}

function together(at: number): string {
  return String(Math.floor(at / MOST_TOGETHER));
}

/** Whether a customer is in a set, from the answers for its leaves. */
export function isIn(set: SetExpr, answers: LeafAnswers): boolean {
  switch (set.kind) {
    case "everyone":
      return true;
    case "nobody":
      return false;
    case "leaf":
      return answers.get(leafKey(set.leaf)) === true;
    case "and":
      return set.of.every((each) => isIn(each, answers));
    case "or":
      return set.of.some((each) => isIn(each, answers));
    case "minus":
      return isIn(set.from, answers) && !isIn(set.take, answers);
    default:
      return assertNever(set);
  }
}
