import type { PickTest } from "./plan.ts";
import { printFilter } from "./print-filter.ts";
import { sql, type Fragment } from "./sql.ts";

/**
 * Who has among the `rows` a first or last event, by time and then by message id, that passes. Ids of messages are long and seldom matter, so they are
 * read only of customers who have several events at that time, of which some pass and some do not.
 */
export function pickedMembers(rows: Fragment, { pick, passes }: PickTest): Fragment {
  const isIn = printFilter(passes);
  const [earliest, chosen] = pick === "first" ? [sql`min`, sql`argMin`] : [sql`max`, sql`argMax`];
  // The last bit says of the events at that time whether one fails, or passes: which it is depends on the end that is looked at.
  const bit = (test: Fragment): Fragment => sql`bitAnd(${earliest}(toUnixTimestamp64Milli(time) * 2 + (${test})), 1)`;
  const [allPass, someAndSome] =
    pick === "first"
      ? [sql`${bit(isIn)} = 1`, sql`${bit(isIn)} = 0 AND ${bit(sql`NOT (${isIn})`)} = 0`]
      : [sql`${bit(sql`NOT (${isIn})`)} = 0`, sql`${bit(isIn)} = 1 AND ${bit(sql`NOT (${isIn})`)} = 1`];
  return sql`SELECT groupBitmapState(id) AS members FROM (
    SELECT id FROM events WHERE ${rows} GROUP BY id HAVING ${allPass}
    UNION ALL
    SELECT id FROM events WHERE ${rows} AND id IN (SELECT id FROM events WHERE ${rows} GROUP BY id HAVING ${someAndSome})
    GROUP BY id HAVING ${chosen}(${isIn}, (time, message_id)))`;
}
