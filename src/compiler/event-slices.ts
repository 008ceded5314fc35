import { around, rowsAround } from "./event-span.ts";
import { grouped } from "./grouped.ts";
import type { EventLeaf, EventSpan } from "./plan.ts";
import { eventRows } from "./print-leaf.ts";
import { bind, identifier, join, render, sql, type Fragment, type Sql } from "./sql.ts";

/**
 * Questions about the same events that differ by their span. Where a span begins or ends time is cut: events of the same slice lie in the
 * same spans, so that each event is looked at once, however many spans there are.
 */
export interface Sliced<T> {
  readonly of: readonly T[];
  /** These events, in a span that holds all of theirs. */
  readonly events: EventLeaf;
  /** Where slices begin, epoch milliseconds, ascending. */
  readonly cuts: readonly number[];
}

/** Before all events. */
const BEFORE = Number.MIN_SAFE_INTEGER;

/** Questions by the events that their leaves look at. */
export function slicesOf<T>(all: readonly T[], leafOf: (each: T) => EventLeaf): readonly Sliced<T>[] {
  const kinds = grouped(all, (each) => JSON.stringify([leafOf(each).events, leafOf(each).passes]));
  return kinds.map((of) => {
    const spans = of.map((each) => leafOf(each).span);
    const ends = spans.flatMap(({ from = BEFORE, to }) => [from, to]);
    const cuts = [...new Set([BEFORE, ...ends])].sort((one, other) => one - other);
    return { of, events: { ...leafOf(of[0]), span: around(spans) }, cuts };
  });
}

/** Whether the slice that begins there lies in a span by which time was cut. */
export function isSliceIn(slice: number, { from = BEFORE, to }: EventSpan): boolean {
  return slice >= from && slice < to;
}

/** Events of each of several by its `place`, from 0, and by the begin of the `slice` in which they lie, as rows with `columns`. */
export function eventsInSlices(several: readonly Sliced<unknown>[], columns: readonly string[]): Fragment {
  const each = several.map((sliced, place) => sql`(${bind("UInt32", place)}, ${sliceOf(sliced)}, ${eventRows(sliced.events)})`);
  const shown = join(columns.map((column) => sql`, ${identifier(column)}`), sql``);
  return sql`SELECT arrayJoin(arrayFilter(each -> each.3, [${join(each, sql`, `)}])) AS found, found.1 AS place, found.2 AS slice${shown}
    FROM events WHERE ${rowsAround(several.map(({ events }) => events))}`;
}

/** Which events of a slice are shown: those that came last, or first, the first of these first. */
export interface Shown {
  readonly from: "last" | "first";
  readonly most: number;
}

/** Of one customer: some events of each place and slice, with `columns`, and with `matching` how many there are. */
export function shownInSlicesSql(several: readonly Sliced<unknown>[], columns: readonly string[], { from, most }: Shown): Sql {
  const shown = join(columns.map((column) => identifier(column)), sql`, `);
  const order = from === "last" ? sql`time DESC, message_id DESC` : sql`time, message_id`;
  return render(sql`SELECT place, slice, ${shown}, count() OVER (PARTITION BY place, slice) AS matching
    FROM (${eventsInSlices(several, ["message_id", ...columns])})
    ORDER BY ${order} LIMIT ${bind("UInt64", most)} BY place, slice`);
}

/** Where the slice begins in which an event lies. */
function sliceOf({ cuts }: Sliced<unknown>): Fragment {
  return sql`roundDown(toUnixTimestamp64Milli(time), ${bind("Array(Int64)", cuts)})`;
}
