import { assertNever } from "../errors.ts";
import type { KeptLeaf, KeptSets } from "./plan.ts";
import { bind, fits, type Fragment, sql, table } from "./sql.ts";

/**
 * One row with the column `members`, asked where the sets are kept: who of them is a customer now. Of a set that is not there any more it is
 * not said that nobody was in it: then the engine fails.
 */
export function keptMembers(leaf: KeptLeaf): Fragment {
  const { column } = placeOf(leaf);
  const isWhole = sql`throwIf(uniqExact(id) < ${bind("UInt64", leaf.sets.length)}, 'a set of customers that was kept is gone') = 0`;
  const everyone = sql`(SELECT groupBitmapState(id) FROM customers)`;
  return sql`SELECT bitmapAnd(groupBitmapMergeState(${column}), ${everyone}) AS members FROM ${keptRows(leaf)} HAVING ${isWhole}`;
}

/** Which of the sets hold a customer: rows `kept`, the id of a set. */
export function keptHolding(leaf: KeptSets, customer: number): Fragment {
  return sql`SELECT id AS kept FROM ${keptRows(leaf)} AND bitmapContains(${placeOf(leaf).column}, ${bind("UInt32", customer)})`;
}

function keptRows(leaf: KeptSets): Fragment {
  const { from, owner } = placeOf(leaf);
  const ids = fits(leaf.sets) ? sql`(SELECT arrayJoin(${bind("Array(String)", leaf.sets)}))` : sql`(SELECT value FROM ${table("String", leaf.sets)})`;
  return sql`${from} WHERE ${owner} = ${bind("String", leaf.owner)} AND id IN ${ids}`;
}

function placeOf({ of }: KeptSets): { readonly from: Fragment; readonly owner: Fragment; readonly column: Fragment } {
  switch (of) {
    case "sendings":
      return { from: sql`sendings`, owner: sql`destination`, column: sql`members` };
    case "entered":
      return { from: sql`moves`, owner: sql`segment`, column: sql`entered` };
    case "left":
      return { from: sql`moves`, owner: sql`segment`, column: sql`left` };
    default:
      return assertNever(of);
  }
}
