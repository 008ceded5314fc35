import { assertNever } from "../errors.ts";
import type { AttributeLeaf, EventLeaf, Leaf } from "./plan.ts";
import { isEvent, printFilter } from "./print-filter.ts";
import { printMeasure } from "./print-measure.ts";
import { instant } from "./print-test.ts";
import { join, render, sql, type Fragment, type Sql } from "./sql.ts";

/** One row with the column `members`: the state of `groupBitmap` over the ids of the leaf's customers. */
export function leafSql(leaf: Leaf): Sql {
  switch (leaf.kind) {
    case "attribute":
      return render(attributeMembers(leaf));
    case "event":
      return render(eventMembers(leaf));
    default:
      return assertNever(leaf);
  }
}

/** The same of all customers. */
export function everyoneSql(): Sql {
  return render(sql`SELECT groupBitmapState(id) AS members FROM customers`);
}

function attributeMembers({ passes }: AttributeLeaf): Fragment {
  return sql`SELECT groupBitmapState(id) AS members FROM customers WHERE ${printFilter(passes)}`;
}

function eventMembers(leaf: EventLeaf): Fragment {
  const { measure } = leaf;
  if (measure.kind === "count" && measure.range.least === 1 && measure.range.most === undefined) {
    return sql`SELECT groupBitmapState(id) AS members FROM events WHERE ${eventRows(leaf)}`;
  }
  const measured = sql`SELECT id FROM events WHERE ${eventRows(leaf)} GROUP BY id HAVING ${printMeasure(measure)}`;
  return sql`SELECT groupBitmapState(id) AS members FROM (${measured})`;
}

function eventRows({ events, span, passes }: EventLeaf): Fragment {
  const tests = [isEvent(events)];
  if (span.from !== undefined) tests.push(sql`time >= ${instant(span.from)}`);
  tests.push(sql`time < ${instant(span.to)}`);
  if (passes.kind !== "always") tests.push(printFilter(passes));
  return join(tests, sql` AND `);
}
