/** How many of how many. */
export interface Part {
  readonly count: number;
  readonly of: number;
}

const Z = 1.959963984540054;

/** The 95 % interval of the difference of two shares, by Newcombe (1998, method 10): from the Wilson intervals of both. */
export function differenceInterval(one: Part, other: Part): readonly [low: number, high: number] {
  const [p, q] = [one.count / one.of, other.count / other.of];
  const [oneLow, oneHigh] = wilson(one);
  const [otherLow, otherHigh] = wilson(other);
  return [p - q - Math.hypot(p - oneLow, otherHigh - q), p - q + Math.hypot(oneHigh - p, q - otherLow)];
}

function wilson({ count, of }: Part): readonly [low: number, high: number] {
  const share = count / of;
  const middle = (share + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z / (1 + (Z * Z) / of)) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/**
 * How far two shares lie apart at least: the distance of their arcsines (Cohen's h), whose spread is the same for all shares, less the
 * half of its 95 % interval; 0 when that holds nothing. A rare value that became frequent counts as much as a frequent one that became rare.
 */
export function distance(one: Part, other: Part): number {
  const angle = ({ count, of }: Part): number => 2 * Math.asin(Math.sqrt(count / of));
  return Math.max(0, Math.abs(angle(one) - angle(other)) - Z * Math.sqrt(1 / one.of + 1 / other.of));
}

/**
 * How likely counts as unlike as these, or more so, are when chance alone decides who of both is in the first group: Fisher's exact
 * test, twice the smaller of its two tails.
 */
export function chanceOf(one: Part, other: Part): number {
  const marked = one.count + other.count;
  const all = one.of + other.of;
  const upper = tail({ all, marked, drawn: one.of, found: one.count });
  const lower = tail({ all, marked: all - marked, drawn: one.of, found: one.of - one.count });
  return Math.min(1, 2 * Math.min(upper, lower));
}

interface Draw {
  readonly all: number;
  readonly marked: number;
  readonly drawn: number;
  readonly found: number;
}

/** The chance to find so many marked or more among those drawn. */
function tail({ all, marked, drawn, found }: Draw): number {
  const most = Math.min(marked, drawn);
  if (found <= Math.max(0, drawn + marked - all)) return 1;
  let term = Math.exp(
    choices(marked, found) + choices(all - marked, drawn - found) - choices(all, drawn),
  );
  let sum = term;
  for (let at = found; at < most && term > sum * 1e-13; at += 1) {
    term *= ((marked - at) * (drawn - at)) / ((at + 1) * (all - marked - drawn + at + 1));
    sum += term;
  }
  // From the middle of the distribution the terms grow at first, so that the loop goes on to their fall.
  return Math.min(1, sum);
}

/** The logarithm of how many choices there are. */
function choices(from: number, take: number): number {
  return logFactorial(from) - logFactorial(take) - logFactorial(from - take);
}

const SMALL: readonly number[] = Array.from({ length: 20 }).reduce<number[]>((logs, _, index) => [...logs, (logs.at(-1) ?? 0) + Math.log(index + 1)], [0]);

/** Stirling's series, to the last digits from 20 on. */
function logFactorial(number: number): number {
  const known = SMALL[number];
  if (known !== undefined) return known;
  const x = number + 1;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5);
}

/**
 * The share of false findings, among all tests with a chance as small as this or smaller, that is not exceeded on average, however
 * the tests depend on each other (Benjamini and Yekutieli 2001). In the order of the chances.
 */
export function falseDiscoveryRates(chances: readonly number[]): readonly number[] {
  const many = chances.length;
  const harmonic = chances.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  const ordered = chances.map((chance, place) => ({ chance, place })).sort((one, other) => other.chance - one.chance);
  const rates = [...chances];
  let least = 1;
  for (const [fromLast, { chance, place }] of ordered.entries()) {
    least = Math.min(least, (chance * many * harmonic) / (many - fromLast));
    rates[place] = least;
  }
  return rates;
}
