import type { LocalDays } from "./plan.ts";
import { bind, sql, type Fragment } from "./sql.ts";

/** The number of the unit, of so many milliseconds, that holds a time. `roundDown` finds the last start that is not later, by halving. */
export function numbered(time: Fragment, { starts, shifts }: LocalDays, unit: 86_400_000 | 3_600_000): Fragment {
  const at = sql`toUnixTimestamp64Milli(${time})`;
  const size = unit === 86_400_000 ? sql`86400000` : sql`3600000`;
  const [shift] = shifts;
  if (shifts.length === 1) return sql`intDiv(${at} + ${bind("Int64", shift)}, ${size})`;
  const found = bind("Array(Int64)", starts);
  return sql`intDiv(${at} + transform(roundDown(${at}, ${found}), ${found}, ${bind("Array(Int64)", shifts)}, toInt64(0)), ${size})`;
}
