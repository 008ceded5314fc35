import fc from "fast-check";
import { expect, test } from "vitest";
import type { CalendarUnit, Unit, Window } from "../../src/segment/ast.ts";
import { resolveDays, resolveWindow } from "../../src/segment/window.ts";
import { parseDay, printDay } from "../reference/local-day.ts";
import { interval, touchedDays } from "../reference/window.ts";

const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2300, 0, 1);
const FIRST_DAY = parseDay("1900-01-01");
const LAST_DAY = parseDay("2299-12-31");

const ZONES = [
  "UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "America/St_Johns", "America/Sao_Paulo", "America/Havana",
  "Atlantic/Azores", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Africa/Monrovia", "Asia/Gaza",
];

const units = fc.constantFrom<Unit>("minute", "hour", "day", "week", "month", "quarter", "year");
const periods = fc.constantFrom<CalendarUnit>("day", "week", "month", "quarter", "year");
const instants = fc.oneof(
  fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2040, 0, 1) }),
  fc.integer({ min: EARLIEST, max: LATEST - 1 }),
  // Around the ends of months and years, and around the hours when clocks change.
  fc.integer({ min: 1970, max: 2037 }).chain((year) =>
    fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: -2, max: 14 }), fc.integer({ min: -1, max: 1 })).map(
      ([month, hours, milliseconds]) => Date.UTC(year, month, 1, hours) + milliseconds,
    ),
  ),
);
const small = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2_000_000 }));
const edges = fc.oneof(
  instants.map((instant) => new Date(instant).toISOString()),
  fc.integer({ min: FIRST_DAY, max: LAST_DAY }).map(printDay),
);
const windows: fc.Arbitrary<Window> = fc.oneof(
  fc.record({ last: small, unit: units }),
  fc.record({ next: small, unit: units }),
  fc.record({ this: periods }),
  fc.record({ previous: periods }),
  fc.record({ following: periods }),
  fc.tuple(small, fc.nat(40), units, fc.boolean()).map(([more, to, unit, open]): Window =>
    open ? { ago: { to, unit } } : { ago: { from: to + more - 1, to, unit } },
  ),
  fc.tuple(small, fc.nat(40), units, fc.boolean()).map(([more, from, unit, open]): Window =>
    open ? { ahead: { from, unit } } : { ahead: { from, to: from + more - 1, unit } },
  ),
  fc.record({ from: edges, to: edges }),
  fc.record({ from: edges }),
  fc.record({ to: edges }),
);
const clocks = fc.record({ now: instants, timeZone: fc.constantFrom(...ZONES) });
const runs = { numRuns: 400, seed: 20_240_331 };

test("a window holds the same instants as for the reference, in any zone at any time", () => {
  fc.assert(
    fc.property(windows, clocks, (window, clock) => {
      const span = resolveWindow(window, clock);
      const { from, to } = interval(window, clock);
      expect(nonEmpty(span.from ?? EARLIEST, span.to ?? LATEST)).toEqual(nonEmpty(Math.max(from, EARLIEST), Math.min(to, LATEST)));
    }),
    runs,
  );
});

test("a window touches the same days as for the reference, in any zone at any time", () => {
  fc.assert(
    fc.property(windows, clocks, (window, clock) => {
      const days = resolveDays(window, clock);
      const touched = touchedDays(window, clock) ?? { first: LAST_DAY, last: FIRST_DAY };
      expect(nonEmpty(parseDay(days.from ?? "1900-01-01"), parseDay(days.to ?? "2299-12-31") + 1)).toEqual(
        nonEmpty(Math.max(touched.first, FIRST_DAY), Math.min(touched.last, LAST_DAY) + 1),
      );
    }),
    runs,
  );
});

function nonEmpty(from: number, to: number): { from: number; to: number } | "empty" {
  return from < to ? { from, to } : "empty";
}
