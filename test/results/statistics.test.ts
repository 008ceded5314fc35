import { expect, test } from "vitest";
import { chanceOf, differenceInterval, distance, falseDiscoveryRates } from "../../src/results/insights/statistics.ts";

test("the interval of a difference is the one that Newcombe gives as his example", () => {
  // Newcombe 1998, table II, rows (a) and (h) of method 10.
  const close = (found: readonly number[], wanted: readonly number[]) => found.forEach((end, index) => expect(end).toBeCloseTo(wanted[index] ?? Number.NaN, 4));
  close(differenceInterval({ count: 56, of: 70 }, { count: 48, of: 80 }), [0.0524, 0.3339]);
  close(differenceInterval({ count: 10, of: 10 }, { count: 0, of: 10 }), [0.6075, 1]);
});

test("the chance of counts is that of drawing them, twice the smaller tail", () => {
  expect(chanceOf({ count: 3, of: 4 }, { count: 1, of: 4 })).toBeCloseTo(2 * (17 / 70), 10);
  expect(chanceOf({ count: 1, of: 4 }, { count: 3, of: 4 })).toBeCloseTo(2 * (17 / 70), 10);
  expect(chanceOf({ count: 5, of: 10 }, { count: 5, of: 10 })).toBe(1);
  expect(chanceOf({ count: 0, of: 50 }, { count: 0, of: 50 })).toBe(1);
  for (const [drawn, all] of [[7, 40], [25, 60], [30, 61]] as const) {
    for (let count = 0; count <= drawn; count += 1) {
      expect(chanceOf({ count, of: drawn }, { count: 20 - Math.min(20, count), of: all - drawn })).toBeCloseTo(byCounting(count, drawn, 20 - Math.min(20, count), all - drawn), 9);
    }
  }
  expect(chanceOf({ count: 300_000, of: 1_000_000 }, { count: 1_900_000, of: 19_000_000 })).toBeLessThan(1e-300);
});

/** The same from whole numbers. */
function byCounting(one: number, oneOf: number, other: number, otherOf: number): number {
  const weight = (count: number): bigint => choose(oneOf, count) * choose(otherOf, one + other - count);
  const places = Array.from({ length: oneOf + 1 }, (_, count) => count);
  const sum = (counts: readonly number[]): bigint => counts.reduce((total, count) => total + weight(count), 0n);
  const least = [sum(places.filter((count) => count >= one)), sum(places.filter((count) => count <= one))].reduce((a, b) => (a < b ? a : b));
  return Math.min(1, (2 * Number((least * 10n ** 15n) / sum(places))) / 1e15);
}

function choose(from: number, take: number): bigint {
  if (take < 0 || take > from) return 0n;
  let found = 1n;
  for (let at = 1n; at <= BigInt(take); at += 1n) found = (found * (BigInt(from) - at + 1n)) / at;
  return found;
}

test("the rate of false findings never falls where chances grow, and is that of Benjamini and Yekutieli", () => {
  const harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4;
  expect(falseDiscoveryRates([0.04, 0.001, 0.03, 0.5])).toEqual([0.04, 0.001, 0.03, 0.5].map((_, index) => [(0.04 * 4 * harmonic) / 3, 0.001 * 4 * harmonic, (0.04 * 4 * harmonic) / 3, 1][index]));
  expect(falseDiscoveryRates([])).toEqual([]);
});

test("the distance of two shares is 0 while their interval holds nothing", () => {
  expect(distance({ count: 50, of: 100 }, { count: 52, of: 100 })).toBe(0);
  expect(distance({ count: 900, of: 1000 }, { count: 500, of: 1000 })).toBeGreaterThan(0.8);
  expect(distance({ count: 80, of: 1000 }, { count: 10, of: 1000 })).toBeGreaterThan(distance({ count: 520, of: 1000 }, { count: 450, of: 1000 }));
});
