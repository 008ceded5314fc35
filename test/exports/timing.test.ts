import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assertTiming, dueAfter, lastDue, nextDue } from "../../src/jobs/exports/timing.ts";
import type { Recurrence, Timing } from "../../src/store/timing.ts";

function timing(recurrence: Recurrence, timeZone = "Europe/Prague", until: string | null = null): Timing {
  return { recurrence, timeZone, until, holdPercent: null };
}

function next(recurrence: Recurrence, from: string, most: number, timeZone?: string, until?: string): readonly string[] {
  return nextDue(timing(recurrence, timeZone, until ?? null), Date.parse(from), most).map((due) => new Date(due).toISOString());
}

describe("an export is due", () => {
  test("daily at the time of the zone, on the days when the clocks are changed too", () => {
    const at = { kind: "daily", at: "02:30" } as const;
    // 02:30 does not come on the 29th: 03:30 is as late as it would have been.
    expect(next(at, "2026-03-27T12:00:00Z", 3)).toEqual(["2026-03-28T01:30:00.000Z", "2026-03-29T01:30:00.000Z", "2026-03-30T00:30:00.000Z"]);
    // And twice on the 25th: the first counts.
    expect(next(at, "2026-10-24T12:00:00Z", 2)).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"]);
  });

  test("on weekdays, and once where several are named", () => {
    expect(next({ kind: "weekly", on: [1, 5], at: "09:00" }, "2026-11-30T08:00:00Z", 3, "UTC")).toEqual(["2026-11-30T09:00:00.000Z", "2026-12-04T09:00:00.000Z", "2026-12-07T09:00:00.000Z"]);
  });

  test("on a day of the month, on its last where it has fewer days", () => {
    expect(next({ kind: "monthly", on: 31, at: "00:00" }, "2027-12-31T12:00:00Z", 4, "UTC")).toEqual([
      "2028-01-31T00:00:00.000Z",
      "2028-02-29T00:00:00.000Z",
      "2028-03-31T00:00:00.000Z",
      "2028-04-30T00:00:00.000Z",
    ]);
    expect(next({ kind: "monthly", on: "last", at: "23:59" }, "2026-02-01T00:00:00Z", 2, "Asia/Singapore")).toEqual(["2026-02-28T15:59:00.000Z", "2026-03-31T15:59:00.000Z"]);
  });

  test("every few hours from the start of the day, never further apart", () => {
    expect(next({ kind: "hours", every: 9 }, "2026-06-01T00:00:00Z", 4, "UTC")).toEqual([
      "2026-06-01T09:00:00.000Z",
      "2026-06-01T18:00:00.000Z",
      "2026-06-02T00:00:00.000Z",
      "2026-06-02T09:00:00.000Z",
    ]);
  });

  test("by cron in the zone, once at an instant, and not after its end", () => {
    expect(next({ kind: "cron", expression: "30 6 * * 1-5" }, "2026-11-27T12:00:00Z", 2, "Asia/Singapore")).toEqual(["2026-11-29T22:30:00.000Z", "2026-11-30T22:30:00.000Z"]);
    expect(next({ kind: "once", at: "2026-12-24T18:00:00+01:00" }, "2026-11-27T12:00:00Z", 5)).toEqual(["2026-12-24T17:00:00.000Z"]);
    expect(next({ kind: "daily", at: "12:00" }, "2026-11-27T12:00:00Z", 5, "UTC", "2026-11-28T12:00:00Z")).toEqual(["2026-11-28T12:00:00.000Z"]);
  });

  test("where a zone skipped a whole day, not on that day", () => {
    const days = next({ kind: "daily", at: "10:00" }, "2011-12-29T00:00:00Z", 3, "Pacific/Apia");
    expect(days.map((day) => new Date(day).toLocaleString("en-GB", { timeZone: "Pacific/Apia" }))).toEqual(["29/12/2011, 10:00:00", "31/12/2011, 10:00:00", "01/01/2012, 10:00:00"]);
  });

  test("for the last time before now once, however much was missed", () => {
    const daily = timing({ kind: "daily", at: "04:00" }, "UTC");
    const now = Date.parse("2026-11-30T08:00:00Z");
    expect(lastDue(daily, Date.parse("2026-09-01T00:00:00Z"), now)).toBe(Date.parse("2026-11-30T04:00:00Z"));
    expect(lastDue(daily, Date.parse("2026-11-30T04:00:00Z"), now)).toBeUndefined();
    expect(lastDue(timing({ kind: "monthly", on: 1, at: "00:00" }, "UTC"), Date.parse("2020-01-01T00:00:00Z"), now)).toBe(Date.parse("2026-11-01T00:00:00Z"));
    expect(lastDue(timing({ kind: "cron", expression: "0 0 29 2 *" }, "UTC"), Date.parse("2023-01-01T00:00:00Z"), now)).toBe(Date.parse("2024-02-29T00:00:00Z"));
  });
});

test("what is due comes in order, and the last before an instant is the one before the next after it", () => {
  const zone = fc.constantFrom("UTC", "Europe/Prague", "America/Havana", "Asia/Kathmandu", "Pacific/Apia", "Africa/Cairo", "Australia/Lord_Howe");
  const at = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
  const recurrence: fc.Arbitrary<Recurrence> = fc.oneof(
    at.map((time): Recurrence => ({ kind: "daily", at: time })),
    fc.tuple(fc.subarray([1, 2, 3, 4, 5, 6, 7] as const, { minLength: 1 }), at).map(([on, time]): Recurrence => ({ kind: "weekly", on, at: time })),
    fc.tuple(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant("last" as const)), at).map(([on, time]): Recurrence => ({ kind: "monthly", on, at: time })),
    fc.integer({ min: 1, max: 24 }).map((every): Recurrence => ({ kind: "hours", every })),
    at.map((time): Recurrence => ({ kind: "cron", expression: `${Number(time.slice(3))} ${Number(time.slice(0, 2))} * * *` })),
  );
  const from = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 11, 31) });
  fc.assert(
    fc.property(recurrence, zone, from, (what, timeZone, start) => {
      const due = nextDue(timing(what, timeZone), start, 6);
      expect(due).toHaveLength(6);
      for (const [place, instant] of due.entries()) {
        expect(instant).toBeGreaterThan(due[place - 1] ?? start);
        expect(lastDue(timing(what, timeZone), start, instant)).toBe(instant);
        expect(lastDue(timing(what, timeZone), start, instant - 1)).toBe(due[place - 1]);
        expect(dueAfter(timing(what, timeZone), instant - 1)).toBe(instant);
      }
    }),
    { numRuns: 100, seed: 20_261_130 },
  );
});

test("what is never due, or is no cron expression, is refused in words", () => {
  const now = Date.parse("2026-11-30T08:00:00Z");
  expect(() => assertTiming(timing({ kind: "once", at: "2026-11-30T07:00:00Z" }), now)).toThrow("never due");
  for (const expression of ["0 25 * * *", "@daily", "2027-01-01T00:00:00"]) expect(() => assertTiming(timing({ kind: "cron", expression }), now)).toThrow("is no cron expression");
  expect(() => assertTiming(timing({ kind: "cron", expression: "0 0 31 2 *" }), now)).toThrow("never due");
  // What is over can still be paused.
  assertTiming(timing({ kind: "once", at: "2026-11-30T07:00:00Z" }), now, true);
});
