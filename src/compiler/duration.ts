import { invariant } from "../errors.ts";
import type { Duration } from "../segment/ast.ts";
import { EARLIEST, LATEST } from "../segment/day.ts";

const MINUTE = 60_000;
const MINUTES: Readonly<Record<Duration["unit"], number>> = { minute: 1, hour: 60, day: 1_440, week: 10_080 };

/** At most the time between any two events. */
export function milliseconds({ value, unit }: Duration): number {
  invariant(value >= 0, "a checked duration is not negative");
  return Math.min(value * MINUTES[unit] * MINUTE, LATEST - EARLIEST);
}
