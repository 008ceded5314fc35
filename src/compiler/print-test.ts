import { assertNever } from "../errors.ts";
import { chunked } from "./grouped.ts";
import type { ValueTest } from "./plan.ts";
import { isAscii, lowerAgainst } from "./print-fold.ts";
import { numbered } from "./print-local.ts";
import { bind, fits, join, sql, table, type Fragment } from "./sql.ts";

/** A test of a value: 1 or 0, or null where a nullable value is. */
export function printTest(test: ValueTest, value: Fragment): Fragment {
  switch (test.kind) {
    case "known":
      return sql`isNotNull(${value})`;
    case "text_in":
      return textIn(test.values, folded(value, test.fold, test.values, "whole"), test.fold);
    case "text_contains":
      return containsAny(test.values, folded(value, test.fold, test.values, "in part"), test.fold);
    case "text_starts":
      return sql`startsWith(${folded(value, test.fold, [test.value], "in part")}, ${lower(text(test.value), test.fold)})`;
    case "text_ends":
      return sql`endsWith(${folded(value, test.fold, [test.value], "in part")}, ${lower(text(test.value), test.fold)})`;
    case "text_matches":
      return matches(test.pattern, value);
    case "number_in":
      return numberIn(test.values, value);
    case "number_between":
      return between(
        test.low && sql`${value} ${test.low.included ? sql`>=` : sql`>`} ${bind("Float64", test.low.value)}`,
        test.high && sql`${value} ${test.high.included ? sql`<=` : sql`<`} ${bind("Float64", test.high.value)}`,
      );
    case "boolean_is":
      return sql`${value} = ${bind("Bool", test.value)}`;
    case "date_between":
      return between(
        test.from === undefined ? undefined : sql`${value} >= ${bind("Date32", test.from)}`,
        test.to === undefined ? undefined : sql`${value} <= ${bind("Date32", test.to)}`,
      );
    case "time_between":
      return between(
        test.from === undefined ? undefined : sql`${value} >= ${instant(test.from)}`,
        test.to === undefined ? undefined : sql`${value} < ${instant(test.to)}`,
      );
    case "time_in_spans":
      return inSpans(test.spans, value);
    case "time_weekday":
      return sql`${numbered(value, test.clock, 86_400_000)} % 7 IN ${bind("Array(Int64)", test.values)}`;
    case "time_hour":
      return sql`${numbered(value, test.clock, 3_600_000)} % 24 IN ${bind("Array(Int64)", test.values)}`;
    case "date_anniversary":
      return sql`toYYYYMMDD(${value}) % 10000 IN ${bind("Array(UInt16)", test.days.map(monthAndDay))}`;
    default:
      return assertNever(test);
  }
}

/** An instant of whole milliseconds, as the engine compares it with a column of times. */
export function instant(at: number): Fragment {
  return sql`fromUnixTimestamp64Milli(${bind("Int64", at)}, 'UTC')`;
}

/** A value, ready to be compared with texts. */
function folded(value: Fragment, fold: boolean, texts: readonly string[], compared: "whole" | "in part"): Fragment {
  return fold ? lowerAgainst(value, texts, compared) : value;
}

function lower(text: Fragment, fold: boolean): Fragment {
  return fold ? sql`lowerUTF8(${text})` : text;
}

/** A text of any length. */
export function text(value: string): Fragment {
  return fits([value]) ? bind("String", value) : sql`assumeNotNull((SELECT value FROM ${table("String", [value])}))`;
}

function textIn(values: readonly string[], value: Fragment, fold: boolean): Fragment {
  const [first] = values;
  if (first !== undefined && values.length === 1) return sql`${value} = ${lower(text(first), fold)}`;
  if (!fits(values)) return sql`${value} IN (SELECT ${lower(sql`value`, fold)} FROM ${table("String", values)})`;
  const known = fold ? values.map(lowerAscii) : values;
  if (known.every((each) => each !== undefined)) return sql`${value} IN ${bind("Array(String)", known)}`;
  // As a query: what is made of an array by a call is compared anew for each row (26.7).
  return sql`${value} IN (SELECT lowerUTF8(arrayJoin(${bind("Array(String)", values)})))`;
}

/** A text in lower case, where all agree on what that is; a set of such is found in half the time. */
function lowerAscii(value: string): string | undefined {
  return isAscii(value) ? value.toLowerCase() : undefined;
}

/** `multiSearchAny` takes 255 needles at most (26.7). */
const MOST_NEEDLES = 255;

function containsAny(values: readonly string[], value: Fragment, fold: boolean): Fragment {
  const [first] = values;
  if (first !== undefined && values.length === 1) return sql`position(${value}, ${lower(text(first), fold)}) > 0`;
  const chunks = chunked(values, MOST_NEEDLES);
  if (!chunks.every(fits)) {
    const needles = sql`(SELECT groupArray(${lower(sql`value`, fold)}) FROM ${table("String", values)})`;
    return sql`arrayExists(needle -> position(${value}, needle) > 0, ${needles})`;
  }
  return either(chunks.map((chunk) => sql`multiSearchAny(${value}, ${foldedEach(bind("Array(String)", chunk), fold)})`));
}

function foldedEach(texts: Fragment, fold: boolean): Fragment {
  return fold ? sql`arrayMap(each -> lowerUTF8(each), ${texts})` : texts;
}

/** A constant call besides, so that a pattern with a mistake is refused also when no row comes to it (26.7). */
function matches(pattern: string, value: Fragment): Fragment {
  return sql`match(${value}, ${text(pattern)}) AND match('', ${text(pattern)}) IN (0, 1)`;
}

/** `IN` tells −0 from 0 (26.7), adding 0 makes them one. */
function numberIn(values: readonly number[], value: Fragment): Fragment {
  if (values.length === 1) return sql`${value} = ${bind("Float64", values[0])}`;
  if (fits(values)) return sql`${value} + 0 IN ${bind("Array(Float64)", values)}`;
  return sql`${value} + 0 IN (SELECT value FROM ${table("Float64", values)})`;
}

/** `roundDown` finds the last edge that is not later than the value, by halving. */
function inSpans(spans: readonly (readonly [from: number, to: number])[], value: Fragment): Fragment {
  const edges = bind("Array(Int64)", [Number.MIN_SAFE_INTEGER, ...spans.flat()]);
  const starts = bind("Array(Int64)", spans.map(([from]) => from));
  return sql`roundDown(toUnixTimestamp64Milli(${value}), ${edges}) IN ${starts}`;
}

function monthAndDay(day: string): number {
  return Number(day.replace("-", ""));
}

function between(low: Fragment | undefined, high: Fragment | undefined): Fragment {
  return join([low, high].filter((end) => end !== undefined), sql` AND `);
}

function either(tests: readonly Fragment[]): Fragment {
  return join(tests, sql` OR `);
}
