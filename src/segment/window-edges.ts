import type { Window } from "./ast.ts";
import { dayOf, FIRST_DAY, LAST_DAY } from "./day.ts";
import type { MovingEdge } from "./turning-points.ts";
import { resolveWindow, touchedDays } from "./window.ts";

const DAY = 86_400_000;

/** Instants are counted from their own time on. Values are epoch milliseconds. */
export function nowEdge(values: readonly number[]): MovingEdge {
  return { at: (now) => now + 1, values };
}

/** Instants are so many milliseconds past. */
export function pastEdge(length: number, values: readonly number[]): MovingEdge {
  return { at: (now) => now - length + 1, values };
}

/** The ends of a window, as they pass instants. */
export function instantEdges(window: Window, timeZone: string, values: readonly number[]): readonly MovingEdge[] {
  return [
    { at: (now) => resolveWindow(window, { now, timeZone }).from ?? -Infinity, values },
    { at: (now) => resolveWindow(window, { now, timeZone }).to ?? Infinity, values },
  ];
}

/** The ends of a window, as they pass days: each is the epoch milliseconds of its midnight in UTC. */
export function dayEdges(window: Window, timeZone: string, values: readonly number[]): readonly MovingEdge[] {
  return [
    { at: (now) => midnight(touchedDays(window, { now, timeZone }).from ?? FIRST_DAY), values },
    { at: (now) => midnight(touchedDays(window, { now, timeZone }).to ?? LAST_DAY) + DAY, values },
  ];
}

/** The ends of a window, as they pass every day that has the month and day of a value: of a date, or of a datetime in the zone. */
export function anniversaryEdges(window: Window, timeZone: string, values: readonly number[], of: "date" | "datetime"): readonly MovingEdge[] {
  const dates = values.map((value) => (of === "date" ? new Date(value).toISOString().slice(0, 10) : dayOf(value, timeZone).toString()));
  const monthDays = [...new Set(dates.map((date) => date.slice(5)))].sort();
  const days: number[] = [];
  for (let year = Number(FIRST_DAY.slice(0, 4)); year <= Number(LAST_DAY.slice(0, 4)); year += 1) {
    for (const monthDay of monthDays) {
      // 29 February falls on the 28th in other years.
      const day = midnight(monthDay === "02-29" && !isLeapYear(year) ? `${year}-02-28` : `${year}-${monthDay}`);
      if (day !== days.at(-1)) days.push(day);
    }
  }
  return dayEdges(window, timeZone, days);
}

function isLeapYear(year: number): boolean {
  return new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
}

function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
