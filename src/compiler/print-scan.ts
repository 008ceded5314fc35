import { assertNever } from "../errors.ts";
import { around, inSpan } from "./event-span.ts";
import type { EventLeaf, EventSpan, Leaf } from "./plan.ts";
import { isEvent, printFilter } from "./print-filter.ts";
import { eventRows, leafQuery } from "./print-leaf.ts";
import { printMeasure } from "./print-measure.ts";
import type { Scan } from "./scan.ts";
import { bind, identifier, join, render, sql, type Fragment, type Sql } from "./sql.ts";

/** A row for each leaf of a scan: its `place` among them, from 0, and in `members` the state of `groupBitmap` over its customers. */
export function scanSql(scan: Scan): Sql {
  return render(scanQuery(scan));
}

/** The same of all customers. */
export function everyoneSql(): Sql {
  return render(sql`SELECT toUInt32(0) AS place, groupBitmapState(id) AS members FROM customers`);
}

function scanQuery(scan: Scan): Fragment {
  switch (scan.kind) {
    case "one":
      return sql`SELECT toUInt32(0) AS place, members FROM (${leafQuery(scan.leaves[0])})`;
    case "measured": {
      const [first] = scan.leaves;
      if (first === undefined) return sql`SELECT toUInt32(0) AS place, bitmapBuild(emptyArrayUInt32()) AS members WHERE 0`;
      const tests = scan.leaves.map((leaf, place) => sql`(${printMeasure(leaf.measure, leaf.span)}) AS ${passed(place)}`);
      return placed(scan.leaves, sql`(SELECT id, ${join(tests, sql`, `)} FROM events WHERE ${eventRows(first)} GROUP BY id)`, passed);
    }
    case "happened":
      return happenedQuery(scan.leaves);
    case "attribute":
      return placed(scan.leaves, sql`customers`, (place) => printFilter(scan.leaves[place]?.passes ?? { kind: "never" }));
    default:
      return assertNever(scan);
  }
}

/**
 * Time is cut where a window begins or ends, and each event goes into the set of its slice alone. Windows that overlap in many ways have more
 * slices than there are windows: they look at each event by themselves.
 */
function happenedQuery(leaves: readonly EventLeaf[]): Fragment {
  const spans = leaves.map(({ span }) => span);
  const events = sql`events WHERE ${isEvent(leaves[0]?.events ?? [])} AND ${inSpan(around(spans))}`;
  const slices = slicesOf(spans);
  if (slices.length > leaves.length) return placed(leaves, events, (place) => inSpan(spans[place] ?? { to: 0 }));
  const found = slices.map((slice, at) => sql`groupBitmapStateIf(id, ${inSpan(slice)}) AS ${sliced(at)}`);
  return inPlaces(
    spans.map((span) => {
      const parts = slices.flatMap((slice, at) => (isWithin(slice, span) ? [sliced(at)] : []));
      return parts.reduce((one, other) => sql`bitmapOr(${one}, ${other})`);
    }),
    sql`(SELECT ${join(found, sql`, `)} FROM ${events})`,
  );
}

/** The newest first: windows up to the same end are made of the same unions. */
function slicesOf(spans: readonly EventSpan[]): readonly EventSpan[] {
  const edges = [...new Set(spans.flatMap(({ from = EVER, to }) => [from, to]))].sort((one, other) => other - one);
  return edges.slice(0, -1).map((to, at) => {
    const from = edges[at + 1] ?? EVER;
    return from === EVER ? { to } : { from, to };
  });
}

const EVER = Number.NEGATIVE_INFINITY;

function isWithin(slice: EventSpan, { from = EVER, to }: EventSpan): boolean {
  return (slice.from ?? EVER) >= from && slice.to <= to;
}

function placed(leaves: readonly Leaf[], from: Fragment, isIn: (place: number) => Fragment): Fragment {
  return inPlaces(leaves.map((_, place) => sql`groupBitmapStateIf(id, ${isIn(place)})`), from);
}

function inPlaces(sets: readonly Fragment[], from: Fragment): Fragment {
  const numbered = sets.map((set, place) => sql`(${bind("UInt32", place)}, ${set})`);
  return sql`SELECT found.1 AS place, found.2 AS members FROM (SELECT arrayJoin([${join(numbered, sql`, `)}]) AS found FROM ${from})`;
}

function passed(place: number): Fragment {
  return identifier(`passed${place}`);
}

function sliced(at: number): Fragment {
  return identifier(`slice${at}`);
}
