import { assertNever } from "../errors.ts";
import type { AttributeLeaf, EventLeaf, Leaf, ListLeaf, SampleLeaf } from "./plan.ts";
import { isEvent, printFilter } from "./print-filter.ts";
import { keptMembers } from "./print-kept.ts";
import { printMeasure } from "./print-measure.ts";
import { pickedMembers } from "./print-pick.ts";
import { sequenceMembers } from "./print-sequence.ts";
import { instant, text } from "./print-test.ts";
import { bind, join, render, sql, type Fragment, type Sql } from "./sql.ts";

/** One row with the column `members`: the state of `groupBitmap` over the ids of the leaf's customers. */
export function leafSql(leaf: Leaf): Sql {
  return render(leafQuery(leaf));
}

/** The same, to be part of another statement. */
export function leafQuery(leaf: Leaf): Fragment {
  switch (leaf.kind) {
    case "attribute":
      return attributeMembers(leaf);
    case "event":
      return eventMembers(leaf);
    case "sequence":
      return sequenceMembers(leaf);
    case "list":
      return listMembers(leaf);
    case "sample":
      return sampleMembers(leaf);
    case "kept":
      return keptMembers(leaf);
    default:
      return assertNever(leaf);
  }
}

/** Ids are short: reading all of them costs less than reading those that pass in a second step, which the engine would do (26.7). */
function attributeMembers({ passes }: AttributeLeaf): Fragment {
  return sql`SELECT groupBitmapState(id) AS members FROM customers WHERE ${printFilter(passes)} SETTINGS optimize_move_to_prewhere = 0`;
}

/** A bitmap takes ids in half the time when they come in order, as those of one event do in each part of the table. */
function eventMembers(leaf: EventLeaf): Fragment {
  const { measure } = leaf;
  if (measure.kind === "count" && measure.range.least === 1 && measure.range.most === undefined) {
    const ofParts = sql`SELECT groupBitmapState(id) AS ofPart FROM events WHERE ${eventRows(leaf)} GROUP BY _part_index`;
    return sql`SELECT groupBitmapMergeState(ofPart) AS members FROM (${ofParts})`;
  }
  if (measure.kind === "pick") return pickedMembers(eventRows(leaf), measure);
  const measured = sql`SELECT id FROM events WHERE ${eventRows(leaf)} GROUP BY id HAVING ${printMeasure(measure, leaf.span)}`;
  return sql`SELECT bitmapBuild(arraySort(groupArray(id))) AS members FROM (${measured})`;
}

/** What an event must be to be measured by a leaf: a test of rows of `events`. */
export function eventRows({ events, span, passes }: EventLeaf): Fragment {
  const tests = [isEvent(events)];
  if (span.from !== undefined) tests.push(sql`time >= ${instant(span.from)}`);
  tests.push(sql`time < ${instant(span.to)}`);
  if (passes.kind !== "always") tests.push(printFilter(passes));
  return join(tests, sql` AND `);
}

function listMembers({ list, version }: ListLeaf): Fragment {
  const rows = sql`list = ${bind("String", list)} AND version = ${bind("UInt64", version)}`;
  return sql`SELECT groupBitmapState(id) AS members FROM lists WHERE ${rows}`;
}

/** A hash is the first 8 bytes of SHA-256, the first byte the most significant. */
function sampleMembers({ salt, low, high }: SampleLeaf): Fragment {
  const hash = sql`reinterpretAsUInt64(reverse(substring(SHA256(concat(${text(salt)}, char(0), key)), 1, 8)))`;
  const tests = [sql`(${hash} AS hash) >= ${bind("UInt64", low)}`];
  if (high !== undefined) tests.push(sql`hash < ${bind("UInt64", high)}`);
  return sql`SELECT groupBitmapState(id) AS members FROM customers WHERE ${join(tests, sql` AND `)}`;
}
