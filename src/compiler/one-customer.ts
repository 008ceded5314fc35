import { assertNever } from "../errors.ts";
import { leafKey } from "./leaf-key.ts";
import type { Plan, SetExpr } from "./plan.ts";
import { printFilter } from "./print-filter.ts";
import { leafQuery } from "./print-leaf.ts";
import { bind, type Fragment, join, render, sql, type Sql } from "./sql.ts";

/** Whether one customer is in the leaves of plans: by `leafKey`. */
export type LeafAnswers = ReadonlyMap<string, boolean>;

/**
 * Asks for the leaves of several plans, each once: rows `at` and `size`, where `at` counts the keys given back and a `size` of 0, or
 * no row, says that the customer is not in it. The statement is of all customers: whoever runs it lets it see the rows of one alone.
 */
export function leavesSql(plans: readonly Plan[]): { readonly keys: readonly string[]; readonly statement: Sql | undefined } {
  const leaves = new Map(plans.flatMap(({ leaves }) => leaves).map((leaf) => [leafKey(leaf), leaf]));
  const attributes: Fragment[] = [];
  const others: Fragment[] = [];
  [...leaves.values()].forEach((leaf, place) => {
    const at = bind("UInt32", place);
    if (leaf.kind === "attribute") attributes.push(sql`(${at}, toUInt64(${printFilter(leaf.passes)}))`);
    else others.push(sql`SELECT ${at} AS at, bitmapCardinality(members) AS size FROM (${leafQuery(leaf)})`);
  });
  // The planning of a statement's parts takes longer than reading one row.
  const inOne = sql`SELECT found.1 AS at, found.2 AS size FROM (SELECT arrayJoin([${join(attributes, sql`, `)}]) AS found FROM customers)`;
  const asked = [...(attributes.length === 0 ? [] : [inOne]), ...others];
  return { keys: [...leaves.keys()], statement: asked.length === 0 ? undefined : render(join(asked, sql` UNION ALL `)) };
}

/** Whether a customer is in a set, from the answers for its leaves. */
export function isIn(set: SetExpr, answers: LeafAnswers): boolean {
  switch (set.kind) {
    case "everyone":
      return true;
    case "nobody":
      return false;
    case "leaf":
      return answers.get(leafKey(set.leaf)) === true;
    case "and":
      return set.of.every((each) => isIn(each, answers));
    case "or":
      return set.of.some((each) => isIn(each, answers));
    case "minus":
      return isIn(set.from, answers) && !isIn(set.take, answers);
    default:
      return assertNever(set);
  }
}
