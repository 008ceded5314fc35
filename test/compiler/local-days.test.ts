import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localDays } from "../../src/compiler/local-days.ts";
import { zones } from "../language/arbitrary/clock.ts";
import { localDay } from "../reference/local-day.ts";

const DAY = 86_400_000;

/** The number of the local day, as the engine is told to find it. */
function numberOf(instant: number, { starts, shifts }: ReturnType<typeof localDays>): number {
  const at = starts.findLastIndex((start) => start <= instant);
  return Math.floor((instant + (shifts[at] ?? NaN)) / DAY);
}

test("days are numbered one after the other, as the reference has them, in any zone", () => {
  const span = fc.record({
    from: fc.oneof(fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2040, 0, 1) }), fc.constantFrom(Date.UTC(2011, 11, 29), Date.UTC(2010, 10, 6), Date.UTC(1972, 0, 5))),
    length: fc.integer({ min: 1, max: 500 * DAY }),
    timeZone: zones,
  });
  const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(span, places, ({ from, length, timeZone }, at) => {
      const days = localDays(from, from + length, timeZone);
      const first = localDay(from, timeZone);
      for (const place of at) {
        const instant = from + Math.floor(place * (length - 1));
        expect(numberOf(instant, days)).toBe(localDay(instant, timeZone) - first);
      }
    }),
    { seed: 20_240_331, numRuns: 300 },
  );
});

describe("the pieces of days", () => {
  test("are one where no clock changes", () => {
    expect(localDays(0, 40 * 365 * DAY, "UTC")).toEqual({ starts: [0], shifts: [0] });
  });

  test("are a new one after a day of 23 hours", () => {
    const start = Date.UTC(2024, 2, 30, 23);
    expect(localDays(start, start + 3 * DAY, "Europe/Berlin")).toEqual({ starts: [start, start + DAY - 3_600_000], shifts: [-start, -start + 3_600_000] });
  });

  test("are a new one for the 25th hour", () => {
    const start = Date.UTC(2024, 9, 26, 22);
    const { starts, shifts } = localDays(start, start + 2 * DAY, "Europe/Berlin");
    expect(starts).toEqual([start, start + DAY, start + DAY + 3_600_000]);
    expect(shifts).toEqual([-start, -start - DAY, -start - 3_600_000]);
  });
});
