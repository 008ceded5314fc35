import { eventsInSlices, type Sliced } from "./event-slices.ts";
import { around } from "./event-span.ts";
import { leafKey } from "./leaf-key.ts";
import type { CountRange, EventLeaf, Leaf, MeasureTest } from "./plan.ts";
import { eventRows } from "./print-leaf.ts";
import { printMeasure, printMeasured } from "./print-measure.ts";
import type { MeasuredLeaf } from "./scan.ts";
import { bind, sql, type Fragment } from "./sql.ts";

/** A leaf, and the number by which it is asked for. */
export interface Numbered<T> {
  readonly at: number;
  readonly leaf: T;
}

export type CountedLeaf = EventLeaf & { readonly measure: Extract<MeasureTest, { readonly kind: "count" }> };

export function isCounted(leaf: Leaf): leaf is CountedLeaf {
  return leaf.kind === "event" && leaf.measure.kind === "count";
}

/**
 * Whether one customer is in each of the leaves, of which there is at least one: rows `at` and `size`. One scan for all of them, in which
 * events are counted by slice: the leaves are looked at for each slice, not for each event.
 */
export function countedInSpans(tests: readonly Sliced<Numbered<CountedLeaf>>[]): Fragment {
  const asked = tests.flatMap(({ of }, place) => of.map((each) => ({ ...each, place })));
  const found = sql`arrayMap((test, since, until) -> if(place = test AND slice >= since AND slice < until, number, 0),
    ${bind("Array(UInt32)", asked.map(({ place }) => place))}, ${spansOf(asked)})`;
  const { least, most } = endsOf(asked.map(({ leaf }) => leaf.measure.range));
  const isIn = sql`arrayMap((at, count, least, most) -> (at, toUInt64(count BETWEEN least AND most)),
    ${numbersOf(asked)}, arrayResize(sumForEach(${found}), ${bind("UInt32", asked.length)}), ${least}, ${most})`;
  const rows = sql`SELECT place, slice, count() AS number FROM (${eventsInSlices(tests, [])}) GROUP BY place, slice`;
  return sql`SELECT found.1 AS at, found.2 AS size FROM (SELECT arrayJoin(${isIn}) AS found FROM (${rows}))`;
}

/** Of several leaves that differ by their span alone, those in which one customer is: rows `at` and `size`. */
export function measuredInSpans(leaves: Together): Fragment {
  const [{ leaf }] = leaves;
  return sql`SELECT ${spanOfEach(leaves)} AS at, count() AS size ${eventsOfEach(leaves)} GROUP BY at HAVING ${printMeasure(leaf.measure)}`;
}

/**
 * Of several leaves that differ by their span alone, what is measured of one customer: rows `at`, `size` as the number of events, `amount`
 * as text, and whether it `passes`. There is no row where there is no event.
 */
export function amountsInSpans(leaves: Together): Fragment {
  const [{ leaf: { measure } }] = leaves;
  const columns = sql`count() AS size, toString(${printMeasured(measure)}) AS amount, toUInt8(${printMeasure(measure)}) AS passes`;
  return sql`SELECT ${spanOfEach(leaves)} AS at, ${columns} ${eventsOfEach(leaves)} GROUP BY at`;
}

type Together = readonly [Numbered<MeasuredLeaf>, ...Numbered<MeasuredLeaf>[]];

/** A row for each span in which an event lies. */
function spanOfEach(leaves: Together): Fragment {
  return sql`arrayJoin(arrayFilter((at, since, until) -> toUnixTimestamp64Milli(time) >= since AND toUnixTimestamp64Milli(time) < until,
    ${numbersOf(leaves)}, ${spansOf(leaves)}))`;
}

function eventsOfEach(leaves: Together): Fragment {
  const [{ leaf }] = leaves;
  return sql`FROM events WHERE ${eventRows({ ...leaf, span: around(leaves.map((each) => each.leaf.span)) })}`;
}

/** Equal for leaves that differ by their span alone. */
export function measuredKey(leaf: EventLeaf): string {
  return leafKey({ ...leaf, span: { to: 0 } });
}

/** The ends of ranges, both included, as arrays in their order. */
function endsOf(ranges: readonly CountRange[]): { readonly least: Fragment; readonly most: Fragment } {
  return {
    least: bind("Array(UInt64)", ranges.map((range) => range.least)),
    most: bind("Array(UInt64)", ranges.map((range) => range.most ?? Number.MAX_SAFE_INTEGER)),
  };
}

function numbersOf(leaves: readonly Numbered<EventLeaf>[]): Fragment {
  return bind("Array(UInt32)", leaves.map(({ at }) => at));
}

/** Their begins and their ends. */
function spansOf(leaves: readonly Numbered<EventLeaf>[]): Fragment {
  const since = leaves.map(({ leaf }) => leaf.span.from ?? Number.MIN_SAFE_INTEGER);
  return sql`${bind("Array(Int64)", since)}, ${bind("Array(Int64)", leaves.map(({ leaf }) => leaf.span.to))}`;
}
