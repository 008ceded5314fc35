import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf, startOfDay } from "../../src/segment/day.ts";
import { normalWindow } from "../../src/segment/normal-test.ts";
import { resolveDays, resolveWindow } from "../../src/segment/window.ts";
import { interval } from "../reference/window.ts";
import { SEED, windows } from "./arbitrary.ts";

const runs = { seed: SEED, numRuns: 1_000 };

/** Zones with odd hours, with midnights that clocks skip or repeat, and with a day that never was. */
const clocks = fc.record({
  now: fc.integer({ min: Date.UTC(2004, 0, 1), max: Date.UTC(2026, 0, 1) }),
  timeZone: fc.constantFrom("UTC", "America/Havana", "Africa/Cairo", "Pacific/Apia", "Asia/Kathmandu", "America/St_Johns", "America/Sao_Paulo", "Asia/Beirut", "Europe/Berlin"),
});

test("a window holds the instants that the reference says", () => {
  fc.assert(
    fc.property(windows, clocks, (window, clock) => {
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = resolveWindow(window, clock);
      expect({ from, to }).toEqual(interval(window, clock));
    }),
    runs,
  );
});

test("the normal form of a window resolves to the same instants and days", () => {
  fc.assert(
    fc.property(windows, clocks, (window, clock) => {
      expect(resolveWindow(normalWindow(window), clock)).toEqual(resolveWindow(window, clock));
      expect(resolveDays(normalWindow(window), clock)).toEqual(resolveDays(window, clock));
    }),
    runs,
  );
});

test("every instant lies in one local day, between its start and the start of the next", () => {
  fc.assert(
    fc.property(clocks, ({ now, timeZone }) => {
      const day = dayOf(now, timeZone);
      expect(startOfDay(day, timeZone)).toBeLessThanOrEqual(now);
      expect(startOfDay(day.add({ days: 1 }), timeZone)).toBeGreaterThan(now);
    }),
    runs,
  );
});
