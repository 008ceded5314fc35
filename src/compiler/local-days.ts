import { dayOf, startOfDay } from "../segment/day.ts";
import type { LocalDays } from "./plan.ts";

const DAY = 86_400_000;

/**
 * How to number the local days of the instants in `[from, to)`, which is not empty. The engine's own local days differ from ours where
 * clocks go back over midnight, where an offset is not of whole minutes, and when its zones are of another year.
 */
export function localDays(from: number, to: number, timeZone: string): LocalDays {
  const starts: number[] = [];
  const shifts: number[] = [];
  let day = dayOf(from, timeZone);
  let start = startOfDay(day, timeZone);
  for (let number = 0; start < to; number += 1) {
    day = day.add({ days: 1 });
    const end = startOfDay(day, timeZone);
    // What a day has beyond 24 hours is shifted back into it.
    for (let piece = start; piece < end; piece += DAY) {
      const shift = number * DAY - piece;
      if (shifts.at(-1) === shift) continue;
      starts.push(piece);
      shifts.push(shift);
    }
    start = end;
  }
  return { starts, shifts };
}
