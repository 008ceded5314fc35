import { Temporal } from "temporal-polyfill";
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
  const monthDays = new Set(
    values.map((value) => (of === "date" ? new Date(value).toISOString().slice(0, 10) : dayOf(value, timeZone).toString()).slice(5)),
  );
  const days: number[] = [];
  for (let year = Number(FIRST_DAY.slice(0, 4)); year <= Number(LAST_DAY.slice(0, 4)); year += 1) {
    for (const monthDay of monthDays) {
      const [month = 1, day = 1] = monthDay.split("-").map(Number);
      // 29 February falls on the 28th in other years.
      days.push(midnight(Temporal.PlainDate.from({ year, month, day }, { overflow: "constrain" }).toString()));
    }
  }
  return dayEdges(window, timeZone, [...new Set(days)].sort((one, other) => one - other));
}

function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
