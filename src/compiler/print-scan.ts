import { assertNever } from "../errors.ts";
import { around, inSpan } from "./event-span.ts";
import type { EventLeaf } from "./plan.ts";
import { isEvent } from "./print-filter.ts";
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
      const tests = scan.leaves.map((leaf, place) => sql`(${printMeasure(leaf.measure)}) AS ${passed(place)}`);
      return placed(scan.leaves, sql`(SELECT id, ${join(tests, sql`, `)} FROM events WHERE ${eventRows(first)} GROUP BY id)`, passed);
    }
    case "happened": {
      const rows = [isEvent(scan.leaves[0]?.events ?? []), inSpan(around(scan.leaves.map(({ span }) => span)))];
      const isIn = (place: number) => inSpan(scan.leaves[place]?.span ?? { to: 0 });
      return placed(scan.leaves, sql`events WHERE ${join(rows, sql` AND `)}`, isIn);
    }
    default:
      return assertNever(scan);
  }
}

function placed(leaves: readonly EventLeaf[], from: Fragment, isIn: (place: number) => Fragment): Fragment {
  const sets = leaves.map((_, place) => sql`(${bind("UInt32", place)}, groupBitmapStateIf(id, ${isIn(place)}))`);
  return sql`SELECT found.1 AS place, found.2 AS members FROM (SELECT arrayJoin([${join(sets, sql`, `)}]) AS found FROM ${from})`;
}

function passed(place: number): Fragment {
  return identifier(`passed${place}`);
}
