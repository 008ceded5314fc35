import { z } from "zod";
import type { ValueType } from "../../catalog/types.ts";
import { bind, type Fragment, sql } from "../../compiler/sql.ts";
import { dayOf, startOfDay } from "../../segment/day.ts";
import { oneZero } from "../columns.ts";
import { type Bands, dayBands, MOST_SINGLE, numberBands, numberedDay, numberOf, type Spread } from "./bands.ts";
import type { BarOf } from "./tile.ts";

/** How values become bars: each value of its own, or bands of them. */
export type Scale =
  | { readonly kind: "values" }
  | { readonly kind: "yes_no" }
  /** `edges` undefined: every value is a bar, in order. */
  | { readonly kind: "bands"; readonly edges: readonly number[] | undefined; readonly bars: readonly BarOf[] };

/** A text that is longer is no bar of its own. */
export const LONGEST_TEXT = 500;

export function isMeasured(type: ValueType): type is "number" | "date" | "datetime" {
  return type === "number" || type === "date" || type === "datetime";
}

/** A value as a number that has its order. */
function measured(type: ValueType, value: Fragment): Fragment {
  if (type === "date") return sql`toInt32(${value})`;
  return type === "datetime" ? sql`toUnixTimestamp64Milli(${value})` : oneZero(type, value);
}

/** How the values of rows lie, as one value of a statement. Of no rows: `null`s and an empty array. */
export function spreadSql(type: ValueType, value: Fragment): Fragment {
  const number = measured(type, value);
  const quantiles = sql`quantilesExactLow(0.01, 0.99)(${number})`;
  const distinct = sql`groupUniqArray(${bind("UInt8", MOST_SINGLE + 1)})(${number})`;
  return sql`tuple(min(${number}), max(${number}), ${quantiles}[1], ${quantiles}[2], ${distinct})`;
}

const ends = z.number().nullable();
const spreadRow = z.tuple([ends, ends, ends, ends, z.array(z.number())]);

/** Cuts values into bars by how they lie; undefined when there are none. */
export function scaleOf(type: ValueType, found: unknown, timeZone: string): Scale | undefined {
  const [least, most, low, high, distinct] = spreadRow.parse(found);
  if (least === null || most === null || low === null || high === null) return undefined;
  const spread: Spread = { least, most, low, high, distinct };
  if (type === "number") {
    if (distinct.length > MOST_SINGLE) return { kind: "bands", ...numberBands(spread) };
    const values = [...distinct].sort((one, other) => one - other);
    return { kind: "bands", edges: undefined, bars: values.map((value) => ({ kind: "value", value })) };
  }
  return { kind: "bands", ...bandsOfDays(type, spread, timeZone) };
}

function bandsOfDays(type: ValueType, { least, most, low, high }: Spread, timeZone: string): Bands {
  const [from, to] = low < high ? [low, high] : [least, most];
  if (type === "date") return dayBands(numberedDay(from), numberedDay(to), numberOf);
  return dayBands(dayOf(from, timeZone), dayOf(to, timeZone), (day) => startOfDay(day, timeZone));
}

/** Below all values that there are. */
const LOWEST = { number: -Number.MAX_VALUE, date: -(2 ** 31), datetime: Number.MIN_SAFE_INTEGER } as const;

/** The bar of a value: as a text it is what `barAt` knows; null for unknown. `roundDown` finds the last edge that is not later, by halving. */
export function barSql(type: ValueType, scale: Scale, value: Fragment): Fragment {
  if (scale.kind !== "bands" || !isMeasured(type)) return value;
  const number = measured(type, value);
  if (scale.edges === undefined) return number;
  const array = bind(type === "number" ? "Array(Float64)" : "Array(Int64)", [LOWEST[type], ...scale.edges]);
  return sql`roundDown(${type === "number" ? number : sql`toInt64(${number})`}, ${array})`;
}

/** The place of the bar that `barSql` names. */
export function barAt(scale: Extract<Scale, { readonly kind: "bands" }>, key: string): number {
  const number = Number(key);
  if (scale.edges === undefined) return scale.bars.findIndex((bar) => bar.kind === "value" && bar.value === number);
  return scale.edges.findIndex((edge) => edge === number) + 1;
}
