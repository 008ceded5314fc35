import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOURS, lastDue, nextDue, type Schedule } from "../../src/jobs/schedule.ts";
import { zones } from "../language/arbitrary/clock.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const at = (time: string): Schedule => ({ kind: "daily", at: time });
const every = (hours: (typeof HOURS)[number]): Schedule => ({ kind: "hours", every: hours });

/** The instants at which it is due in [from, to), in UTC. */
function due(schedule: Schedule, from: string, to: string, timeZone = "Europe/Berlin"): string[] {
  const instants: string[] = [];
  for (let next = nextDue(schedule, Date.parse(from) - 1, timeZone); next !== undefined && next < Date.parse(to); next = nextDue(schedule, next, timeZone)) {
    instants.push(new Date(next).toISOString().replace(":00.000Z", "Z"));
  }
  return instants;
}

describe("a daily schedule", () => {
  test("is due at its time of day, whatever the clocks were changed by", () => {
    expect(due(at("04:00"), "2026-03-28T00:00Z", "2026-03-31T00:00Z")).toEqual(["2026-03-28T03:00Z", "2026-03-29T02:00Z", "2026-03-30T02:00Z"]);
    expect(due(at("04:00"), "2026-10-24T00:00Z", "2026-10-27T00:00Z")).toEqual(["2026-10-24T02:00Z", "2026-10-25T03:00Z", "2026-10-26T03:00Z"]);
  });

  test("whose time is skipped when the clocks go forward is due as late as it would have been", () => {
    expect(due(at("02:30"), "2026-03-28T00:00Z", "2026-03-31T00:00Z")).toEqual(["2026-03-28T01:30Z", "2026-03-29T01:30Z", "2026-03-30T00:30Z"]);
  });

  test("whose time comes twice when the clocks go back is due the first time alone", () => {
    expect(due(at("02:30"), "2026-10-24T00:00Z", "2026-10-27T00:00Z")).toEqual(["2026-10-24T00:30Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z"]);
  });

  test("leaves out a day that a zone skips", () => {
    expect(due(at("12:00"), "2011-12-29T12:00Z", "2012-01-01T12:00Z", "Pacific/Apia")).toEqual(["2011-12-29T22:00Z", "2011-12-30T22:00Z", "2011-12-31T22:00Z"]);
  });
});

describe("a schedule of hours", () => {
  test("counts from the start of each day", () => {
    expect(due(every(8), "2026-06-01T00:00Z", "2026-06-02T00:00Z")).toEqual(["2026-06-01T06:00Z", "2026-06-01T14:00Z", "2026-06-01T22:00Z"]);
  });

  test("is due sooner, not later, on the days on which the clocks are changed", () => {
    expect(due(every(8), "2026-03-28T22:59Z", "2026-03-30T00:00Z")).toEqual(["2026-03-28T23:00Z", "2026-03-29T07:00Z", "2026-03-29T15:00Z", "2026-03-29T22:00Z"]);
    expect(due(every(8), "2026-10-24T21:59Z", "2026-10-26T00:00Z")).toEqual([
      ...["2026-10-24T22:00Z", "2026-10-25T06:00Z", "2026-10-25T14:00Z", "2026-10-25T22:00Z"],
      "2026-10-25T23:00Z",
    ]);
    expect(due(every(1), "2026-10-24T22:00Z", "2026-10-25T23:00Z")).toHaveLength(25);
    expect(due(every(1), "2026-03-28T23:00Z", "2026-03-29T22:00Z")).toHaveLength(23);
  });
});

test("a schedule that is off is never due", () => {
  expect([lastDue({ kind: "off" }, 0, "UTC"), nextDue({ kind: "off" }, 0, "UTC")]).toEqual([undefined, undefined]);
});

test("in any zone, what is due next was due last once it came, and never later than its schedule says", () => {
  const schedules = fc.oneof(
    fc.constantFrom(...HOURS).map(every),
    fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => at(`${two(hour)}:${two(minute)}`)),
  );
  const instants = fc.oneof(
    fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2037, 0, 1) }),
    fc.integer({ min: Date.UTC(2011, 11, 28), max: Date.UTC(2012, 0, 2) }),
  );
  fc.assert(
    fc.property(schedules, instants, zones, (schedule, now, timeZone) => {
      const next = nextDue(schedule, now, timeZone) ?? Number.NaN;
      const last = lastDue(schedule, now, timeZone) ?? Number.NaN;
      expect(last).toBeLessThanOrEqual(now);
      expect(next).toBeGreaterThan(now);
      expect(lastDue(schedule, next, timeZone)).toBe(next);
      expect(lastDue(schedule, next - 1, timeZone)).toBe(last);
      expect(next - last).toBeLessThanOrEqual(schedule.kind === "hours" ? schedule.every * HOUR : 2 * DAY);
    }),
    { seed: 20_261_126, numRuns: 1_000 },
  );
});

function two(number: number): string {
  return String(number).padStart(2, "0");
}
