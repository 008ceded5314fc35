import { assertNever } from "../errors.ts";
import type { CountRange, EventSpan, LocalDays, MeasureTest, PickTest, Source } from "./plan.ts";
import { isEvent, knownItems } from "./print-filter.ts";
import { numbered } from "./print-local.ts";
import { bind, identifier, join, sql, type Fragment } from "./sql.ts";

/** A test of all of a customer's events together. */
export type GroupTest = Exclude<MeasureTest, PickTest>;

/**
 * A test of the events of one customer, over their group. It names nothing, so that several can stand in one statement: what they
 * repeat the engine computes once. Where all events are in one span, that tells how many days there may be.
 */
export function printMeasure(test: GroupTest, span?: EventSpan): Fragment {
  const measured = test.kind === "days" && span && isShort(test.days, span) ? daysAsBits(test.days) : printMeasured(test);
  switch (test.kind) {
    case "count":
    case "days":
    case "distinct":
      return countIn(measured, test.range);
    case "sum": {
      const isIn = between(measured, test.range, (end) => bind("Int128", end));
      return test.outside ? sql`NOT (${isIn})` : isIn;
    }
    case "mean":
      return between(sql`2 * ${measured}`, test.range, (end) => sql`${bind("Int128", end)} * count()`);
    case "min":
    case "max":
      return between(measured, test.range, (end) => bind("Float64", end));
    default:
      return assertNever(test);
  }
}

/** What such a test compares, over the events of one customer: sums in millionths, and of means the sum. */
export function printMeasured(test: GroupTest): Fragment {
  switch (test.kind) {
    case "count":
      return sql`count()`;
    case "days":
      return sql`uniqExact(${numbered(sql`time`, test.days, 86_400_000)})`;
    case "distinct":
      return distinct(test.of, test.isNumber);
    case "sum":
    case "mean":
      return sum(test.of);
    case "min":
      return sql`min(${valueOf(test.of)})`;
    case "max":
      return sql`max(${valueOf(test.of)})`;
    default:
      return assertNever(test);
  }
}

/** Days of 23 hours are fewer than 64, too. */
const MOST_BITS_MS = 60 * 82_800_000;

function isShort({ starts: [first] }: LocalDays, { to }: EventSpan): boolean {
  return first !== undefined && to - first <= MOST_BITS_MS;
}

/** Each day is a bit, which takes a fifth of the time of a set of numbers a customer. */
function daysAsBits(days: LocalDays): Fragment {
  return sql`bitCount(groupBitOr(bitShiftLeft(toUInt64(1), toUInt8(${numbered(sql`time`, days, 86_400_000)}))))`;
}

function countIn(count: Fragment, { least, most }: CountRange): Fragment {
  const high = most === undefined ? undefined : { value: most, included: true };
  return between(count, { low: { value: least, included: true }, ...(high && { high }) }, (end) => bind("UInt64", end));
}

interface Range<T> {
  readonly low?: { readonly value: T; readonly included: boolean };
  readonly high?: { readonly value: T; readonly included: boolean };
}

function between<T>(measured: Fragment, { low, high }: Range<T>, end: (value: T) => Fragment): Fragment {
  if (low === undefined) return high === undefined ? sql`1` : below(measured, high, end);
  if (high === undefined) return above(measured, low, end);
  if (low.value === high.value && low.included && high.included) return sql`${measured} = ${end(low.value)}`;
  return sql`${above(measured, low, end)} AND ${below(measured, high, end)}`;
}

function above<T>(measured: Fragment, low: NonNullable<Range<T>["low"]>, end: (value: T) => Fragment): Fragment {
  return sql`${measured} ${low.included ? sql`>=` : sql`>`} ${end(low.value)}`;
}

function below<T>(measured: Fragment, high: NonNullable<Range<T>["high"]>, end: (value: T) => Fragment): Fragment {
  return sql`${measured} ${high.included ? sql`<=` : sql`<`} ${end(high.value)}`;
}

/**
 * In millionths: `round` takes halves to the even number, and whole numbers add up exactly. The whole parts go by themselves, since a
 * double has no room for millionths beside a large one; and since neither sum can leave 64 bits before nine million events of the
 * largest amount, which are added up several times as fast as 128.
 */
function sum(of: readonly Source[]): Fragment {
  const amount = sql`clamp(assumeNotNull(${valueOf(of)}), -1e12, 1e12)`;
  return sql`(toInt128(sum(toInt64(trunc(${amount})))) * 1000000 + sum(toInt64(round((${amount} - trunc(${amount})) * 1e6))))`;
}

/** Texts byte by byte. −0 and 0 are two to `uniqExact` (26.7), adding 0 makes them one. */
function distinct(of: readonly Source[], isNumber: boolean): Fragment {
  const isList = of.some(({ place }) => place.kind !== "value");
  if (isList) return sql`uniqExactArray(${isNumber ? sql`arrayMap(each -> each + 0, ${valueOf(of)})` : valueOf(of)})`;
  return sql`uniqExact(${valueOf(of)}${isNumber ? sql` + 0` : sql``})`;
}

/** The value of the property, wherever the event keeps it. Rows in which it is unknown are not looked at. */
export function valueOf(of: readonly Source[]): Fragment {
  const [first, ...others] = of;
  if (first === undefined) return sql`NULL`;
  if (others.length === 0) return placed(first);
  const cases = of.slice(0, -1).map((source) => sql`${isEvent(source.events)}, ${placed(source)}`);
  return sql`multiIf(${join(cases, sql`, `)}, ${placed(of.at(-1) ?? first)})`;
}

function placed({ place }: Source): Fragment {
  return place.kind === "value" ? identifier(place.column) : knownItems(place);
}
