import type { Duration } from "./ast.ts";

const MINUTES: Readonly<Record<Duration["unit"], number>> = { minute: 1, hour: 60, day: 1_440, week: 10_080 };

/** How many minutes a duration is: its units are all of a fixed length. */
export function minutesOf({ value, unit }: Duration): number {
  return value * MINUTES[unit];
}
