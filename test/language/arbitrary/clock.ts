import fc from "fast-check";
import { besideClockChanges, CLOCK_CHANGES } from "./clock-changes.ts";
import { EARLIEST, LATEST } from "./range.ts";

/** Those in which every change of the clocks is tried, and more with odd days. */
export const ZONES = [
  ...Object.keys(CLOCK_CHANGES),
  "UTC",
  "Europe/Berlin",
  "Pacific/Auckland",
  "America/St_Johns",
  "America/Sao_Paulo",
  "Atlantic/Azores",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Africa/Monrovia",
  "Asia/Gaza",
];

/** Epoch milliseconds of an instant that a value can have, often around the ends of months and the hours when clocks change. */
export const instants = fc.oneof(
  fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2040, 0, 1) }),
  fc.integer({ min: EARLIEST, max: LATEST - 1 }),
  fc.constantFrom(...besideClockChanges),
  fc
    .record({
      year: fc.integer({ min: 1970, max: 2037 }),
      month: fc.integer({ min: 0, max: 11 }),
      hours: fc.integer({ min: -2, max: 14 }),
      milliseconds: fc.integer({ min: -1, max: 1 }),
    })
    .map(({ year, month, hours, milliseconds }) => Date.UTC(year, month, 1, hours) + milliseconds),
);

/** A zone, also one with odd days. */
export const zones = fc.constantFrom(...ZONES);

/** Any time in any zone. */
export const clocks = fc.record({ now: instants, timeZone: zones });
