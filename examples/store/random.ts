/** A stream of numbers that depends on nothing but its seed. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** Standard normal. */
  normal(): number;
  /** How many failures before the first success, with the given mean. */
  geometric(mean: number): number;
}

export interface Weighted<T> {
  readonly items: readonly T[];
  /** Running totals of the weights. */
  readonly totals: Float64Array;
}

/**
 * A stream for one purpose: equal seed and path give equal numbers, any other path independent ones.
 */
export function createRandom(seed: number, ...path: readonly number[]): Random {
  let mixed = mix(seed ^ 0x9e3779b9);
  for (const part of path) mixed = mix(mixed ^ mix(part + 0x85ebca6b));
  return sfc32(mix(mixed + 1), mix(mixed + 2), mix(mixed + 3));
}

export function weighted<T>(pairs: readonly (readonly [T, number])[]): Weighted<T> {
  const totals = new Float64Array(pairs.length);
  let total = 0;
  pairs.forEach(([, weight], i) => {
    total += weight;
    totals[i] = total;
  });
  return { items: pairs.map(([item]) => item), totals };
}

export function draw<T>(random: Random, from: Weighted<T>): T {
  const item = from.items[drawIndex(random, from.totals, 0, from.totals.length - 1)];
  if (item === undefined) throw new RangeError("nothing to draw from");
  return item;
}

/** Draws an index in [low, high], both included, by running totals of the weights. */
export function drawIndex(random: Random, totals: Float64Array, low: number, high: number): number {
  const before = low === 0 ? 0 : (totals[low - 1] ?? 0);
  const wanted = before + random.next() * ((totals[high] ?? 0) - before);
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((totals[middle] ?? 0) > wanted) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The generator sfc32 of the PractRand suite. */
function sfc32(a: number, b: number, c: number): Random {
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 8; i++) next();
  return {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    geometric: (mean) => Math.floor(Math.log(1 - next()) / Math.log(mean / (1 + mean))),
  };
}

/** The finisher of MurmurHash3: every bit of the answer depends on every bit of the question. */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
