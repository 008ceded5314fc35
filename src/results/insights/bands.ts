import { Temporal } from "temporal-polyfill";
import { FIRST_DAY, LAST_DAY, startOfDay } from "../../segment/day.ts";
import type { BarOf, Period } from "./tile.ts";

/** Values cut into bars: the first holds what is below the first edge, each other one what is from its edge on. */
export interface Bands {
  readonly edges: readonly number[];
  readonly bars: readonly BarOf[];
}

/** How values lie: the ends, between which shares of them lie, and up to so many different ones. */
export interface Spread {
  readonly least: number;
  readonly most: number;
  /** Without the lowest and the highest hundredth. */
  readonly low: number;
  readonly high: number;
  readonly distinct: readonly number[];
}

/** So many different numbers are a bar each. */
export const MOST_SINGLE = 12;

const STEPS = 12;
const DAY = 86_400_000;

/** Ranges of numbers whose ends are round; the outermost are open, so that a few outliers do not make all others one bar. */
export function numberBands({ least, most, low, high, distinct }: Spread): Bands {
  const [from, to] = low < high ? [low, high] : [least, most];
  const isWhole = distinct.every(Number.isInteger);
  const { digits, times } = roundStep((to - from) / STEPS, isWhole);
  const at = (index: number): number => (digits < 0 ? (index * times) / 10 ** -digits : index * times * 10 ** digits);
  const step = at(1);
  const first = Math.floor(from / step);
  const last = Math.min(Math.floor(to / step) + 1, first + 2 * STEPS);
  const edges = Array.from({ length: last - first + 1 }, (_, index) => at(first + index));
  const ends = [null, ...edges, null];
  return { edges, bars: ends.slice(0, -1).map((end, index) => ({ kind: "range", from: end, to: ends[index + 1] ?? null })) };
}

/** The next larger of 1, 2, 2.5 and 5 times a power of ten. */
function roundStep(wanted: number, isWhole: boolean): { readonly digits: number; readonly times: number } {
  if (!(wanted > 0) || !Number.isFinite(wanted)) return { digits: 0, times: 1 };
  const power = Math.floor(Math.log10(wanted));
  if (isWhole && power < 0) return { digits: 0, times: 1 };
  const rest = wanted / 10 ** power;
  const found = [1, 2, ...(isWhole && power === 0 ? [] : [2.5]), 5].find((times) => times >= rest * (1 - 1e-9));
  if (found === undefined) return { digits: power + 1, times: 1 };
  return found === 2.5 ? { digits: power - 1, times: 25 } : { digits: power, times: found };
}

/** Days, weeks, months, quarters, years or decades, whichever make a chart of some bars; the outermost are open. */
export function dayBands(low: Temporal.PlainDate, high: Temporal.PlainDate, edgeOf: (day: Temporal.PlainDate) => number): Bands {
  // An instant may lie in a local day just beyond those that a condition can name.
  const named = calendar(low, high).filter((day) => day.toString() > FIRST_DAY && day.toString() <= LAST_DAY);
  const starts = named.length > 0 ? named : [Temporal.PlainDate.from(LAST_DAY)];
  const ends: readonly (Temporal.PlainDate | undefined)[] = [undefined, ...starts, undefined];
  const bars = ends.slice(0, -1).map((start, index): BarOf => {
    const next = ends[index + 1];
    return { kind: "days", from: start?.toString() ?? null, to: next?.subtract({ days: 1 }).toString() ?? null };
  });
  return { edges: starts.map(edgeOf), bars };
}

function calendar(low: Temporal.PlainDate, high: Temporal.PlainDate): readonly Temporal.PlainDate[] {
  const [first, step] = stepsFor(low, low.until(high, { largestUnit: "days" }).days);
  const starts = [first];
  for (let last = first; Temporal.PlainDate.compare(last, high) <= 0; starts.push(last)) last = last.add(step);
  return starts;
}

function stepsFor(low: Temporal.PlainDate, days: number): readonly [Temporal.PlainDate, Temporal.DurationLike] {
  if (days <= 31) return [low, { days: 1 }];
  if (days <= 182) return [monday(low), { days: 7 }];
  if (days <= 1_100) return [low.with({ day: 1 }), { months: 1 }];
  const year = low.with({ month: 1, day: 1 });
  if (days <= 2_200) return [year, { months: 3 }];
  if (days <= 40 * 366) return days <= 20 * 366 ? [year, { years: 1 }] : [year.with({ year: year.year - (year.year % 5) }), { years: 5 }];
  return [year.with({ year: year.year - (year.year % 10) }), { years: 10 }];
}

/** A day by its number since 1970-01-01. */
export function numberedDay(number: number): Temporal.PlainDate {
  return new Temporal.PlainDate(1970, 1, 1).add({ days: number });
}

/** The number of a day since 1970-01-01. */
export function numberOf(day: Temporal.PlainDate): number {
  return startOfDay(day, "UTC") / DAY;
}

const SHOWN: Readonly<Record<Period, number>> = { day: 90, week: 52, month: 24 };

/** The periods up to a day, each from its first day to the day before the next; none that ends before `earliest`, but two at least. */
export function periods(by: Period, today: Temporal.PlainDate, earliest: Temporal.PlainDate): readonly Temporal.PlainDate[] {
  const last = by === "day" ? today : by === "week" ? monday(today) : today.with({ day: 1 });
  const back = (count: number): Temporal.PlainDate => last.subtract(by === "month" ? { months: count } : { days: by === "week" ? 7 * count : count });
  const starts = Array.from({ length: SHOWN[by] }, (_, index) => back(SHOWN[by] - 1 - index));
  const first = starts.findLastIndex((start) => Temporal.PlainDate.compare(start, earliest) <= 0);
  return [...starts.slice(Math.min(Math.max(first, 0), starts.length - 2)), back(-1)];
}

function monday(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}
