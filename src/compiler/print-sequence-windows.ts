import type { SequenceLeaf, SequenceStep } from "./plan.ts";
import { isEvent, printFilter } from "./print-filter.ts";
import { valueOf } from "./print-measure.ts";
import { instant } from "./print-test.ts";
import { bind, identifier, join, sql, type Fragment } from "./sql.ts";

/**
 * One window a step: of the events that can stand before one, the latest that its own step reached is as good as any. What is too long
 * ago, or has something forbidden after it, is so all the more of an earlier one; and nothing later looks further back. So one number
 * a row is enough, and the work grows as the events do.
 *
 * `reached1` says whether an event can be that of the first step, and so on. `at` are milliseconds, above 0, which is what `maxIf` and
 * `minIf` give of no events. The frames end a millisecond away: events at the same time are in no order.
 */
export function windowedMembers(leaf: SequenceLeaf): Fragment {
  const [, ...later] = leaf.steps;
  const queries = [eventRows(leaf), ...later.map((step, index) => reachedRows(step, index + 2, leaf))];
  const named = queries.map((query, index) => sql`${rows(index + 1)} AS (${query})`);
  const reached = identifier(`reached${leaf.steps.length}`);
  const { from, tests } = leaf.ending.length === 0 ? { from: rows(leaf.steps.length), tests: [] } : followedRows(leaf, reached);
  const members = sql`SELECT groupBitmapState(id) AS members FROM ${from} WHERE ${join([reached, ...tests], sql` AND `)}`;
  // By default the engine takes queries that are 100 deep, and its parser fewer when they stand in each other (26.7).
  return sql`WITH ${join(named, sql`, `)} ${members} SETTINGS max_subquery_depth = 1000`;
}

/** Events that are of any step, each with what it is. */
function eventRows(leaf: SequenceLeaf): Fragment {
  const { span, same, steps, ending } = leaf;
  const flags: { readonly filter: SequenceStep["passes"]; readonly name: Fragment }[] = [];
  steps.forEach(({ passes, without }, index) => {
    flags.push({ filter: passes, name: identifier(`${index === 0 ? "reached" : "step"}${index + 1}`) });
    if (without !== undefined) flags.push({ filter: without, name: gap(index + 1) });
  });
  ending.forEach(({ passes }, index) => flags.push({ filter: passes, name: ended(index) }));

  const columns = [
    sql`id`,
    ...same.map(({ of, isNumber }, index) => sql`${valueOf(of)}${isNumber ? sql` + 0` : sql``} AS ${sameColumn(index)}`),
    sql`toUnixTimestamp64Milli(time) + 2208988800001 AS at`,
    ...flags.map(({ filter, name }) => sql`${printFilter(filter)} AS ${name}`),
  ];
  const tests = [isEvent(leaf.events)];
  if (span.from !== undefined) tests.push(sql`time >= ${instant(span.from)}`);
  tests.push(sql`time < ${instant(span.to)}`);
  if (leaf.passes.kind !== "always") tests.push(printFilter(leaf.passes));
  if (flags.every(({ filter }) => filter.kind !== "always")) tests.push(sql`(${join(flags.map(({ name }) => name), sql` OR `)})`);
  return sql`SELECT ${join(columns, sql`, `)} FROM events WHERE ${join(tests, sql` AND `)}`;
}

/**
 * The same rows, with whether each can be the event of this step. What is made in one query is named in full in the next (26.7): were
 * the window in it twice, those names would double with each step.
 */
function reachedRows({ within, without }: SequenceStep, step: number, leaf: SequenceLeaf): Fragment {
  const earliest = [sql`1`];
  if (within !== undefined) earliest.push(sql`at - ${bind("Int64", within)}`);
  if (without !== undefined) earliest.push(sql`maxIf(at, ${gap(step)}) OVER earlier`);
  const since = sql`maxIf(at, ${identifier(`reached${step - 1}`)}) OVER earlier`;
  const bound = earliest.length === 1 ? sql`1` : sql`greatest(${join(earliest, sql`, `)})`;
  const reached = sql`${identifier(`step${step}`)} AND ${since} >= ${bound} AS ${identifier(`reached${step}`)}`;
  return sql`SELECT *, ${reached} FROM ${rows(step - 1)} WINDOW earlier AS (${frame(leaf, sql`at`)})`;
}

/** The rows of the last step with what comes next after each, and the tests of that. */
function followedRows(leaf: SequenceLeaf, reached: Fragment): { from: Fragment; tests: Fragment[] } {
  const next = leaf.ending.map((_, index) => sql`minIf(at, ${ended(index)}) OVER later AS ${nextAfter(index)}`);
  const tests = leaf.ending.map(({ within }, index) => {
    const none = sql`${nextAfter(index)} = 0`;
    return within === undefined ? none : sql`(${none} OR ${nextAfter(index)} > at + ${bind("Int64", within)})`;
  });
  const window = frame(leaf, sql`-at`);
  const rowsAfter = sql`SELECT id, at, ${reached}, ${join(next, sql`, `)} FROM ${rows(leaf.steps.length)} WINDOW later AS (${window})`;
  return { from: sql`(${rowsAfter})`, tests };
}

function frame({ same }: SequenceLeaf, order: Fragment): Fragment {
  const apart = [sql`id`, ...same.map((_, index) => sameColumn(index))];
  return sql`PARTITION BY ${join(apart, sql`, `)} ORDER BY ${order} RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING`;
}

function rows(step: number): Fragment {
  return identifier(`rows${step}`);
}

function sameColumn(index: number): Fragment {
  return identifier(`same${index + 1}`);
}

function gap(step: number): Fragment {
  return identifier(`gap${step}`);
}

function ended(index: number): Fragment {
  return identifier(`ending${index + 1}`);
}

function nextAfter(index: number): Fragment {
  return identifier(`next${index + 1}`);
}
