import { invariant } from "../errors.ts";
import type { Duration } from "../segment/ast.ts";
import { EARLIEST, LATEST } from "../segment/day.ts";
import { minutesOf } from "../segment/duration.ts";

const MINUTE = 60_000;

/** At most the time between any two events. */
export function milliseconds(duration: Duration): number {
  invariant(duration.value >= 0, "a checked duration is not negative");
  return Math.min(minutesOf(duration) * MINUTE, LATEST - EARLIEST);
}
