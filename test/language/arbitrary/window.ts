import fc from "fast-check";
import type { CalendarUnit, DayOrInstant, Unit, Window } from "../../../src/segment/ast.ts";
import { isDayText, parseDay, printDay } from "../../reference/local-day.ts";
import { parseInstant } from "../../reference/instant.ts";
import { instants } from "./clock.ts";
import { FIRST_DAY, LAST_DAY } from "./range.ts";

const units = fc.constantFrom<Unit>("minute", "hour", "day", "week", "month", "quarter", "year");
const periods = fc.constantFrom<CalendarUnit>("day", "week", "month", "quarter", "year");
const few = fc.integer({ min: 1, max: 40 });
const count = fc.oneof({ weight: 5, arbitrary: few }, { weight: 1, arbitrary: fc.integer({ min: 41, max: 2_000_000 }) });

/** Days and instants to begin and end a window with. */
export interface Edges {
  readonly days: fc.Arbitrary<string>;
  readonly instants: fc.Arbitrary<string>;
}

export const anyEdges: Edges = {
  days: fc.integer({ min: FIRST_DAY, max: LAST_DAY }).map(printDay),
  instants: instants.map((instant) => new Date(instant).toISOString()),
};

/** A window that `check` takes, of any form. */
export function windows(edges: Edges): fc.Arbitrary<Window> {
  const edge: fc.Arbitrary<DayOrInstant> = fc.oneof(edges.days, edges.instants);
  return fc.oneof(
    { weight: 8, arbitrary: relative(count) },
    { weight: 1, arbitrary: fc.record({ ago: fc.record({ to: fc.nat(40), unit: units }) }) },
    { weight: 1, arbitrary: fc.record({ ahead: fc.record({ from: fc.nat(40), unit: units }) }) },
    { weight: 3, arbitrary: fc.tuple(edge, edge).map(ordered) },
    { weight: 1, arbitrary: fc.record({ from: edge }) },
    { weight: 1, arbitrary: fc.record({ to: edge }) },
  );
}

/** A window with both ends, short enough to look at each of its days. */
export function shortWindows(edges: Edges): fc.Arbitrary<Window> {
  const span = fc.tuple(edges.days, fc.nat(800)).map(([from, days]): Window => {
    const to = Math.min(parseDay(from) + days, LAST_DAY);
    return { from, to: printDay(to) };
  });
  return fc.oneof(relative(few), span);
}

function relative(size: fc.Arbitrary<number>): fc.Arbitrary<Window> {
  return fc.oneof(
    fc.record({ last: size, unit: units }),
    fc.record({ next: size, unit: units }),
    fc.record({ this: periods }),
    fc.record({ previous: periods }),
    fc.record({ following: periods }),
    fc.record({ near: fc.nat(40), more: size, unit: units }).map(({ near, more, unit }): Window => ({
      ago: { from: near + more - 1, to: near, unit },
    })),
    fc.record({ near: fc.nat(40), more: size, unit: units }).map(({ near, more, unit }): Window => ({
      ahead: { from: near, to: near + more - 1, unit },
    })),
  );
}

/** A day and an instant of the same day may stand either way in some zone: only days apart are sure to be in order. */
function ordered([one, other]: readonly [DayOrInstant, DayOrInstant]): Window {
  if (isDayText(one) === isDayText(other)) return place(one) <= place(other) ? { from: one, to: other } : { from: other, to: one };
  if (Math.abs(place(one) - place(other)) < 3 * 86_400_000) return { from: one };
  return place(one) < place(other) ? { from: one, to: other } : { from: other, to: one };
}

function place(edge: DayOrInstant): number {
  return isDayText(edge) ? parseDay(edge) * 86_400_000 : parseInstant(edge);
}
