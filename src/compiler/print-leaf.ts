import { assertNever } from "../errors.ts";
import type { AttributeLeaf, EventLeaf, Leaf } from "./plan.ts";
import { isEvent, printFilter } from "./print-filter.ts";
import { instant } from "./print-test.ts";
import { bind, join, render, sql, type Fragment, type Sql } from "./sql.ts";

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
  const { least, most } = leaf.count;
  if (least === 1 && most === undefined) return sql`SELECT groupBitmapState(id) AS members FROM events WHERE ${eventRows(leaf)}`;
  const enough = most === least ? sql`count() = ${bind("UInt64", least)}` : countBetween(least, most);
  return sql`SELECT groupBitmapState(id) AS members FROM (SELECT id FROM events WHERE ${eventRows(leaf)} GROUP BY id HAVING ${enough})`;
}

function eventRows({ events, span, passes }: EventLeaf): Fragment {
  const tests = [isEvent(events)];
  if (span.from !== undefined) tests.push(sql`time >= ${instant(span.from)}`);
  tests.push(sql`time < ${instant(span.to)}`);
  if (passes.kind !== "always") tests.push(printFilter(passes));
  return join(tests, sql` AND `);
}

function countBetween(least: number, most: number | undefined): Fragment {
  const enough = sql`count() >= ${bind("UInt64", least)}`;
  return most === undefined ? enough : sql`${enough} AND count() <= ${bind("UInt64", most)}`;
}
