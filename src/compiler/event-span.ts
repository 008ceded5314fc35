import { grouped } from "./grouped.ts";
import type { EventSpan } from "./plan.ts";
import { isEvent } from "./print-filter.ts";
import { instant } from "./print-test.ts";
import { join, sql, type Fragment } from "./sql.ts";

/** Events of these names in a span. */
export interface EventsInSpan {
  readonly events: readonly string[];
  readonly span: EventSpan;
}

/** Rows of a span. */
export function inSpan({ from, to }: EventSpan): Fragment {
  const end = sql`time < ${instant(to)}`;
  return from === undefined ? end : sql`time >= ${instant(from)} AND ${end}`;
}

/** The shortest span that holds all of them. */
export function around(spans: readonly EventSpan[]): EventSpan {
  const begins = spans.map(({ from }) => from);
  const from = begins.every((begin) => begin !== undefined) ? Math.min(...begins) : undefined;
  return { to: Math.max(...spans.map(({ to }) => to)), ...(from !== undefined && { from }) };
}

/** Rows among which are all that these look at, in a form by which the engine skips others: each list of names once. */
export function rowsAround(looked: readonly EventsInSpan[]): Fragment {
  const each = grouped(looked, ({ events }) => JSON.stringify(events)).map(
    (group) => sql`(${isEvent(group[0].events)} AND ${inSpan(around(group.map(({ span }) => span)))})`,
  );
  return sql`(${join(each, sql` OR `)})`;
}
