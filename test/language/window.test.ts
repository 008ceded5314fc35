import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveDays, resolveWindow } from "../../src/segment/window.ts";
import { parseDay } from "../reference/local-day.ts";
import { interval, touchedDays } from "../reference/window.ts";
import { clocks } from "./arbitrary/clock.ts";
import { EARLIEST, FIRST_DAY, LAST_DAY, LATEST } from "./arbitrary/range.ts";
import { anyEdges, windows } from "./arbitrary/window.ts";

const RUNS = { numRuns: 400, seed: 20_240_331 };

test("a window holds the same instants as for the reference, in any zone at any time", () => {
  fc.assert(
    fc.property(windows(anyEdges), clocks, (window, clock) => {
      const span = resolveWindow(window, clock);
      const { from, to } = interval(window, clock);
      expect(between(span.from ?? EARLIEST, span.to ?? LATEST)).toEqual(between(Math.max(from, EARLIEST), Math.min(to, LATEST)));
    }),
    RUNS,
  );
});

test("a window touches the same days as for the reference, in any zone at any time", () => {
  fc.assert(
    fc.property(windows(anyEdges), clocks, (window, clock) => {
      const days = resolveDays(window, clock);
      const first = days.from === undefined ? FIRST_DAY : parseDay(days.from);
      const last = days.to === undefined ? LAST_DAY : parseDay(days.to);
      const touched = touchedDays(window, clock) ?? { first: LAST_DAY, last: FIRST_DAY };
      expect(between(first, last + 1)).toEqual(between(Math.max(touched.first, FIRST_DAY), Math.min(touched.last, LAST_DAY) + 1));
    }),
    RUNS,
  );
});

function between(from: number, to: number): { from: number; to: number } | "nothing" {
  return from < to ? { from, to } : "nothing";
}
