import { bind, type Fragment, identifier, sql } from "../../src/compiler/sql.ts";
import type { Condition } from "../../src/segment/ast.ts";
import { CATEGORIES, columnNamed, INTERESTS } from "../data/schema.ts";

/** After the last event that a run imports. */
export const NOW = Date.UTC(2026, 1, 10, 12);

/** Events that runs add to, one of a name that was there before and one that was not. */
export const ORDER = "Order Completed";
export const PING = "Chaos Ping";
/** The attribute that runs set: the number of the file of customers that a customer was in last. */
export const BATCH = "chaos_batch";

/**
 * A condition that a customer once in stays in, whatever is imported, and how it is told apart from the product since when the
 * customer is in: rows of `id` and `since`, the data version; or by the number of the file, at least.
 */
export interface Pooled {
  readonly condition: Condition;
  readonly since: Fragment | { readonly fromBatch: number };
  /** Whether no import changes who is in. */
  readonly fixed: boolean;
}

const DAY = 86_400_000;

/** Each family has conditions of which a definition holds one at most. */
export const families: readonly (readonly Pooled[])[] = [
  [["US", "DE"], ["GB", "FR", "JP"], ["US", "CH"]].map((value) =>
    attribute({ kind: "attribute", attribute: "country", op: "any_of", value }, sql`${column("country")} IN ${texts(value)}`),
  ),
  [100, 400, 900].map((value) =>
    attribute({ kind: "attribute", attribute: "points", op: "at_least", value }, sql`${column("points")} >= ${bind("Float64", value)}`),
  ),
  [[0, 6], [4, 12], [9, 20]].map(([from, to]) => {
    const value = INTERESTS.slice(from, to);
    const condition = { kind: "attribute", attribute: "interests", op: "any_of", value } as const;
    return attribute(condition, sql`hasAny(${column("interests")}, ${texts(value)})`);
  }),
  [attribute({ kind: "attribute", attribute: "newsletter", op: "is_true" }, sql`${column("newsletter")}`)],
  CATEGORIES.slice(0, 4).map((value) => ({
    condition: { kind: "event", event: "Product Added", where: { kind: "property", property: "category", op: "equals", value } },
    since: sql`SELECT id, toUInt32(1) AS since FROM events
      WHERE event = 'Product Added' AND ${column("category")} = ${bind("String", value)} GROUP BY id`,
    fixed: true,
  })),
  [60, 90, 200].map((days) => often("Product Viewed", 1, days, true)),
  [[1, 50], [1, 120], [2, 400]].map(([times = 1, days = 1]) => often(ORDER, times, days, false)),
  [[1, 30], [2, 60], [3, 60]].map(([times = 1, days = 1]) => often(PING, times, days, false)),
  [300, 800, 1500].map(spent),
  [1, 3, 8].map((value) => ({
    condition: { kind: "attribute", attribute: BATCH, op: "at_least", value },
    since: { fromBatch: value },
    fixed: false,
  })),
];

function column(name: string): Fragment {
  return identifier(columnNamed(name));
}

function texts(values: readonly string[]): Fragment {
  return bind("Array(String)", values);
}

function attribute(condition: Condition, holds: Fragment): Pooled {
  return { condition, since: sql`SELECT id, toUInt32(1) AS since FROM customers WHERE ${holds}`, fixed: true };
}

/** The data version of a row is the number of its import. */
function often(event: string, times: number, days: number, fixed: boolean): Pooled {
  const from = Math.floor(NOW / DAY) * DAY - days * DAY;
  return {
    condition: { kind: "event", event, window: { last: days, unit: "day" }, op: "at_least", value: times },
    since: sql`SELECT id, arraySort(groupArray(import))[${bind("UInt8", times)}] AS since FROM events
      WHERE event = ${bind("String", event)} AND toUnixTimestamp64Milli(time) BETWEEN ${bind("Int64", from)} AND ${bind("Int64", NOW)}
      GROUP BY id HAVING count() >= ${bind("UInt8", times)}`,
    fixed,
  };
}

/** All that they paid: amounts are never negative, so the sum only grows. */
function spent(least: number): Pooled {
  const millionths = bind("Int64", least * 1_000_000);
  return {
    condition: { kind: "event", event: ORDER, measure: { fn: "sum", property: "total" }, op: "at_least", value: least },
    since: sql`SELECT id, steps[arrayFirstIndex(sum -> sum >= ${millionths}, paid)].1 AS since
      FROM (SELECT id, arrayCumSum(steps.2) AS paid,
          arraySort(groupArray((import, toInt64(round(assumeNotNull(${column("total")}) * 1000000))))) AS steps
        FROM events WHERE event = ${bind("String", ORDER)} AND ${column("total")} IS NOT NULL GROUP BY id)
      WHERE paid[-1] >= ${millionths}`,
    fixed: false,
  };
}
