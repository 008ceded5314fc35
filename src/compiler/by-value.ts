import type { Leaf, ValueTest } from "./plan.ts";
import { printFilter } from "./print-filter.ts";
import { type Fragment, identifier, render, sql, type Sql } from "./sql.ts";

/** Where the values of an attribute are: one of each customer, or a list of them. */
export interface ValuesOf {
  readonly column: string;
  readonly each: "customer" | "item";
}

/** A leaf that asks for the customers with a value that passes: so it is known of each value who they are. */
export interface ValueLeaf extends ValuesOf {
  readonly attribute: string;
  readonly test: ValueTest;
}

/** The leaf as a question about values; undefined when it is none. */
export function valueLeaf(leaf: Leaf): ValueLeaf | undefined {
  if (leaf.kind !== "attribute") return undefined;
  const { passes, reads } = leaf;
  const [attribute] = reads.attributes;
  if (attribute === undefined) return undefined;
  if (passes.kind === "value") return { attribute, column: passes.column, each: "customer", test: passes.test };
  if (passes.kind !== "items" || passes.match !== "some" || passes.items.kind !== "list") return undefined;
  return { attribute, column: passes.items.column, each: "item", test: passes.test };
}

/** A row for each known value: the value as its `place`, and in `members` the state of `groupBitmap` over the customers who have it. */
export function valueSetsSql({ column, each }: ValuesOf): Sql {
  const values = identifier(column);
  const known =
    each === "item"
      ? sql`SELECT arrayJoin(${values}) AS place, id FROM customers`
      : sql`SELECT assumeNotNull(${values}) AS place, id FROM customers WHERE isNotNull(${values})`;
  return render(sql`SELECT place, groupBitmapState(id) AS members FROM (${known}) GROUP BY place`);
}

/** A row with `place` 0 and the leaf's `members`, from a table with a row for each `value` and its `members`. */
export function valueLeafSql({ test }: ValueLeaf, table: Fragment): Sql {
  const passes = printFilter({ kind: "value", column: "value", test });
  return render(sql`SELECT toUInt32(0) AS place, groupBitmapMergeState(members) AS members FROM ${table} WHERE ${passes}`);
}
