import { describe, expect, test } from "vitest";
import type { Window } from "../../src/segment/ast.ts";
import { turningPoints } from "../../src/segment/turning-points.ts";
import { resolveWindow } from "../../src/segment/window.ts";
import { dayEdges } from "../../src/segment/window-edges.ts";
import { parseDay, startOfDay } from "../reference/local-day.ts";
import { touchedDays } from "../reference/window.ts";

const now = Date.parse("2026-03-27T10:00:00Z");
const timeZone = "Europe/Prague";

function points(window: Window, end: "from" | "to", ...values: readonly string[]): string[] {
  const otherwise = end === "from" ? -Infinity : Infinity;
  const at = (instant: number): number => resolveWindow(window, { now: instant, timeZone })[end] ?? otherwise;
  const edge = { at, values: values.map((value) => Date.parse(value)) };
  return [...turningPoints([edge], now)].map(({ at: instant }) => new Date(instant).toISOString());
}

describe("an edge passes a value", () => {
  test("of hours: exactly when they have run out", () => {
    expect(points({ last: 2, unit: "hour" }, "from", "2026-03-27T09:00:00Z")).toEqual(["2026-03-27T11:00:00.001Z"]);
  });

  test("of days: at the start of a local day, across the change of the clock", () => {
    const values = ["2026-03-26T12:00:00Z", "2026-03-27T12:00:00Z"];
    expect(points({ last: 2, unit: "day" }, "from", ...values)).toEqual(["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
  });

  test("once, when several lie in the same day", () => {
    const values = ["2026-03-26T12:00:00Z", "2026-03-26T13:00:00Z"];
    expect(points({ last: 2, unit: "day" }, "from", ...values)).toEqual(["2026-03-28T23:00:00.000Z"]);
  });

  test("never, when it does not move or has passed it already", () => {
    expect(points({ from: "2026-04-01" }, "from", "2026-05-01T00:00:00Z")).toEqual([]);
    expect(points({ last: 2, unit: "hour" }, "from", "2026-03-27T07:00:00Z")).toEqual([]);
  });
});

test("points of several edges come in order, each once, with those that pass", () => {
  const edges = [
    { name: "one", at: (instant: number) => instant + 1, values: [now + 5, now + 20] },
    { name: "other", at: (instant: number) => instant - 9, values: [now, now + 10] },
  ];
  const points = [...turningPoints(edges, now)].map(({ at, by }) => [at - now, by.map(({ name }) => name)]);
  expect(points).toEqual([[5, ["one"]], [10, ["other"]], [20, ["one", "other"]]]);
});

describe.each([
  ["Pacific/Apia", "2011-12-30"],
  ["Pacific/Kwajalein", "1993-08-21"],
])("around the day that %s skipped, %s", (timeZone, skipped) => {
  const windows: readonly Window[] = [
    { previous: "day" },
    { this: "day" },
    { following: "day" },
    { last: 1, unit: "day" },
    { next: 1, unit: "day" },
    { ago: { from: 1, to: 1, unit: "day" } },
    { ago: { to: 1, unit: "day" } },
    { ahead: { from: 1, to: 1, unit: "day" } },
    { ahead: { from: 1, unit: "day" } },
    { from: skipped, to: skipped },
  ];
  const day = parseDay(skipped);
  const firsts = [-3, -2, -1, 0, 1, 2, 3].map((away) => startOfDay(day + away, timeZone));
  const [begin = 0] = firsts;

  test.each(windows)("a date enters and leaves %j when the reference says", (window) => {
    for (let value = day - 3; value <= day + 3; value += 1) {
      const isIn = (instant: number): boolean => {
        const days = touchedDays(window, { now: instant, timeZone });
        return days !== undefined && days.first <= value && value <= days.last;
      };
      const points = [...turningPoints(dayEdges(window, timeZone, [value * 86_400_000]), begin)].map(({ at }) => at);
      // Nothing changes but where a day begins, and a millisecond before, when tomorrow alone is left of "next".
      for (const instant of firsts.flatMap((first) => [first - 1, first, first + 1]).filter((each) => each > begin)) {
        if (isIn(instant) !== isIn(instant - 1)) expect(points, new Date(instant).toISOString()).toContain(instant);
      }
    }
  });

  test.each(windows)("the ends of %j never fall", (window) => {
    const instants = firsts.flatMap((first) => [first - 1, first, first + 1, first + 3_600_000]).sort((one, other) => one - other);
    for (const edge of dayEdges(window, timeZone, [])) {
      const ends = instants.map(edge.at);
      expect(ends).toEqual([...ends].sort((one, other) => one - other));
    }
  });
});
