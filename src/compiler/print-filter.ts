import { assertNever } from "../errors.ts";
import { columnsOf } from "./filter-columns.ts";
import type { CountRange, Filter, Items } from "./plan.ts";
import { printTest } from "./print-test.ts";
import { bind, identifier, join, sql, type Fragment } from "./sql.ts";

/** A filter as an expression that is 1 or 0, never null. */
export function printFilter(filter: Filter): Fragment {
  switch (filter.kind) {
    case "always":
      return sql`1`;
    case "never":
      return sql`0`;
    case "and":
      return sql`(${join(filter.of.map(printFilter), sql` AND `)})`;
    case "or":
      return sql`(${join(filter.of.map(printFilter), sql` OR `)})`;
    case "not":
      return sql`NOT ${printFilter(filter.of)}`;
    case "event":
      return isEvent(filter.events);
    case "value":
      if (filter.test.kind === "known") return printTest(filter.test, identifier(filter.column));
      return sql`ifNull(${printTest(filter.test, identifier(filter.column))}, 0)`;
    case "items":
      return printItems(filter);
    case "records":
      return printRecords(filter);
    default:
      return assertNever(filter);
  }
}

/** Rows of these events. */
export function isEvent(events: readonly string[]): Fragment {
  return events.length === 1 ? sql`event = ${bind("String", events[0])}` : sql`event IN ${bind("Array(String)", events)}`;
}

function printItems({ match, items, test }: Extract<Filter, { readonly kind: "items" }>): Fragment {
  const known = knownItems(items);
  if (test.kind === "known") return sql`notEmpty(${known})`;
  const passes = sql`item -> ifNull(${printTest(test, sql`item`)}, 0)`;
  if (match === "some") return sql`arrayExists(${passes}, ${known})`;
  return sql`(notEmpty(${known}) AND arrayAll(${passes}, ${known}))`;
}

type RecordsFilter = Extract<Filter, { readonly kind: "records" }>;

function printRecords(filter: RecordsFilter): Fragment {
  const { column, passes, range } = filter;
  if (range.least > 1 || range.most !== undefined) return countIn(printNumberOfRecords(filter), range);
  return passes.kind === "always" ? sql`notEmpty(${identifier(column)})` : sql`arrayExists(${recordsTest(filter)})`;
}

/** How many records pass. */
export function printNumberOfRecords(filter: RecordsFilter): Fragment {
  if (filter.passes.kind === "always") return sql`length(${identifier(filter.column)})`;
  return sql`arrayCount(${recordsTest(filter)})`;
}

/** The fields that matter are read alone, and go beside each other into the test. */
function recordsTest({ column, passes }: RecordsFilter): Fragment {
  const fields = columnsOf(passes);
  const values = fields.map((field) => identifier(column, field));
  return sql`(${join(fields.map((field) => identifier(field)), sql`, `)}) -> ${printFilter(passes)}, ${join(values, sql`, `)}`;
}

function countIn(count: Fragment, { least, most }: CountRange): Fragment {
  if (most === undefined) return sql`(${count} >= ${bind("UInt64", least)})`;
  if (least === most) return sql`(${count} = ${bind("UInt64", least)})`;
  return sql`(${count} BETWEEN ${bind("UInt64", least)} AND ${bind("UInt64", most)})`;
}

/** The known items as an array, of which none is null. */
export function knownItems(items: Items): Fragment {
  if (items.kind === "list") return identifier(items.column);
  // As a subcolumn it is read alone; by `tupleElement` all fields are (26.7).
  const values = identifier(items.column, `f${items.field}`);
  return items.nested ? sql`arrayFlatten(${values})` : sql`arrayFilter(each -> isNotNull(each), ${values})`;
}
