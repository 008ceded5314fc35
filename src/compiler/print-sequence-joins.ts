import type { Filter, SequenceLeaf, SequenceStep } from "./plan.ts";
import { isEvent, printFilter } from "./print-filter.ts";
import { valueOf } from "./print-measure.ts";
import { instant } from "./print-test.ts";
import { bind, identifier, join, sql, type Fragment } from "./sql.ts";

/**
 * One join a step: of the events that can stand before one, the latest that its own step reached is as good as any. What is too long
 * ago, or has something forbidden after it, is so all the more of an earlier one; and nothing later looks further back. So one row of
 * the step before is enough, which is what an `ASOF` join finds, and the work grows as the events do.
 *
 * `at` are milliseconds, above 0, which is what an outer join gives of no row. Both sides are sorted and merged: a hash table of the
 * earlier step may not fit in memory, and is slower. Events at the same time are in no order, so every comparison is strict.
 */
export function joinedMembers(leaf: SequenceLeaf): Fragment {
  const [first, ...later] = leaf.steps;
  const queries = first === undefined ? [] : [named(reached(1), rowsOf(first.passes, leaf))];
  later.forEach((step, index) => queries.push(...stepQueries(step, index + 2, leaf)));
  leaf.ending.forEach(({ passes }, index) => queries.push(named(ended(index), rowsOf(passes, leaf))));

  const last = reached(leaf.steps.length);
  const joins = leaf.ending.map((_, index) => sql` ASOF LEFT JOIN ${ended(index)} ON ${matched(last, ended(index), sql`<`, leaf)}`);
  const tests = leaf.ending.map(({ within }, index) => {
    const none = sql`${ended(index)}.at = 0`;
    return within === undefined ? none : sql`(${none} OR ${ended(index)}.at > ${last}.at + ${bind("Int64", within)})`;
  });
  const where = tests.length === 0 ? sql`` : sql` WHERE ${join(tests, sql` AND `)}`;
  const members = sql`SELECT groupBitmapState(${last}.id) AS members FROM ${last}${join(joins, sql``)}${where}`;
  // By default the engine takes queries that are 100 deep, and its parser fewer when they stand in each other (26.7).
  return sql`WITH ${join(queries, sql`, `)} ${members} SETTINGS join_algorithm = 'full_sorting_merge', max_subquery_depth = 1000`;
}

/** The events of a step, what must not be before them, and those that can be the event of the step. */
function stepQueries(step: SequenceStep, number: number, leaf: SequenceLeaf): readonly Fragment[] {
  const { passes, within, without } = step;
  const own = identifier(`step${number}`);
  const before = reached(number - 1);
  const between = gap(number);
  const tests: Fragment[] = [];
  if (within !== undefined) tests.push(sql`${before}.at >= ${own}.at - ${bind("Int64", within)}`);
  if (without !== undefined) tests.push(sql`${before}.at >= ${between}.at`);
  const gapJoin = without === undefined ? sql`` : sql` ASOF LEFT JOIN ${between} ON ${matched(own, between, sql`>`, leaf)}`;
  const where = tests.length === 0 ? sql`` : sql` WHERE ${join(tests, sql` AND `)}`;
  const columns = [sql`id`, ...leaf.same.map((_, index) => sameColumn(index)), sql`at`].map((column) => sql`${own}.${column} AS ${column}`);
  const from = sql`${own} ASOF INNER JOIN ${before} ON ${matched(own, before, sql`>`, leaf)}${gapJoin}`;
  return [
    named(own, rowsOf(passes, leaf)),
    ...(without === undefined ? [] : [named(between, rowsOf(without, leaf))]),
    named(reached(number), sql`SELECT ${join(columns, sql`, `)} FROM ${from}${where}`),
  ];
}

/** Events that pass: whose, the values that must be the same, and when. */
function rowsOf(passes: Filter, leaf: SequenceLeaf): Fragment {
  const { span, same } = leaf;
  const columns = [
    sql`id`,
    ...same.map(({ of, isNumber }, index) => sql`assumeNotNull(${valueOf(of)})${isNumber ? sql` + 0` : sql``} AS ${sameColumn(index)}`),
    sql`toUnixTimestamp64Milli(time) + 2208988800001 AS at`,
  ];
  const tests = [isEvent(leaf.events)];
  if (span.from !== undefined) tests.push(sql`time >= ${instant(span.from)}`);
  tests.push(sql`time < ${instant(span.to)}`);
  if (leaf.passes.kind !== "always") tests.push(printFilter(leaf.passes));
  if (passes.kind !== "always") tests.push(printFilter(passes));
  return sql`SELECT ${join(columns, sql`, `)} FROM events WHERE ${join(tests, sql` AND `)}`;
}

/** That rows belong together, the one earlier (`>`) or later (`<`) than the other. */
function matched(row: Fragment, other: Fragment, order: Fragment, { same }: SequenceLeaf): Fragment {
  const columns = [sql`id`, ...same.map((_, index) => sameColumn(index))];
  const equal = columns.map((column) => sql`${row}.${column} = ${other}.${column}`);
  return sql`${join(equal, sql` AND `)} AND ${row}.at ${order} ${other}.at`;
}

function named(name: Fragment, query: Fragment): Fragment {
  return sql`${name} AS (${query})`;
}

function reached(step: number): Fragment {
  return identifier(`reached${step}`);
}

function gap(step: number): Fragment {
  return identifier(`gap${step}`);
}

function ended(index: number): Fragment {
  return identifier(`ending${index + 1}`);
}

function sameColumn(index: number): Fragment {
  return identifier(`same${index + 1}`);
}
