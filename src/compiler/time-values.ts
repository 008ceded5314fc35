import { leastAhead } from "../segment/turning-points.ts";
import { grouped } from "./grouped.ts";
import { isEvent } from "./print-filter.ts";
import { instant } from "./print-test.ts";
import { bind, type Fragment, join, render, sql, type Sql } from "./sql.ts";
import type { TimeRead, TimeValues } from "./time-reads.ts";

/** A value that was found. */
export interface TimeValue {
  /** That of a query; 0 for times of events. */
  readonly place: number;
  /** The event's name, or empty. */
  readonly event: string;
  readonly value: number;
}

export type ValuesOf = (values: TimeValues) => readonly number[];

/**
 * Asks for the values of all reads that can still be passed after `now`: rows of `TimeValue`. Times of events that every edge has passed
 * are left out, and with them the parts of the table in which they lie.
 *
 * @returns the statement, if there is anything to ask, and what its rows say of each read: values that ascend, each once
 */
export function timeValuesSql(
  reads: readonly TimeRead[],
  now: number,
): { readonly statement: Sql | undefined; readonly valuesFrom: (found: readonly TimeValue[]) => ValuesOf } {
  const since = new Map<string, number>();
  const places = new Map<string, number>();
  const queries: Fragment[] = [];
  for (const { values, edges } of reads) {
    if (values.kind === "happened") {
      const least = leastAhead(edges([]), now);
      for (const event of values.events) since.set(event, Math.min(since.get(event) ?? Infinity, least));
    } else if (values.kind === "known" && !places.has(textOf(values.query))) {
      places.set(textOf(values.query), places.size + 1);
      queries.push(sql`SELECT ${bind("UInt32", places.size)} AS place, '' AS event, value FROM (${values.query})`);
    }
  }
  const happened = happenedSince(since);
  const asked = [...(happened === undefined ? [] : [happened]), ...queries];
  return {
    statement: asked.length === 0 ? undefined : render(join(asked, sql` UNION ALL `)),
    valuesFrom(found) {
      const byPlace = grouped(found, ({ place, event }) => JSON.stringify([place, event]));
      const known = new Map<string, readonly number[]>();
      return (values) => {
        if (values.kind === "given") return values.values;
        const place = values.kind === "happened" ? 0 : (places.get(textOf(values.query)) ?? 0);
        const events = values.kind === "happened" ? values.events : [""];
        const key = JSON.stringify([place, events]);
        const isOf = ([first]: (typeof byPlace)[number]) => first.place === place && events.includes(first.event);
        const own = known.get(key) ?? ascending(byPlace.filter(isOf).flatMap((group) => group.map(({ value }) => value)));
        known.set(key, own);
        return own;
      };
    },
  };
}

function ascending(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((one, other) => one - other);
}

function happenedSince(since: ReadonlyMap<string, number>): Fragment | undefined {
  const ahead = [...since].filter(([, least]) => least < Infinity);
  const rows = grouped(ahead, ([, least]) => String(least)).map((names) => {
    const [, least] = names[0];
    const named = isEvent(names.map(([name]) => name));
    return least === -Infinity ? named : sql`(${named} AND time >= ${instant(least)})`;
  });
  if (rows.length === 0) return undefined;
  return sql`SELECT DISTINCT toUInt32(0) AS place, toString(event) AS event, toUnixTimestamp64Milli(time) AS value
    FROM events WHERE ${join(rows, sql` OR `)}`;
}

function textOf(query: Fragment): string {
  return JSON.stringify(query);
}
