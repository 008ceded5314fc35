import { describe, expect, test } from "vitest";
import type { Window } from "../../src/segment/ast.ts";
import { turningPoints } from "../../src/segment/turning-points.ts";
import { resolveWindow } from "../../src/segment/window.ts";

const now = Date.parse("2026-03-27T10:00:00Z");
const timeZone = "Europe/Prague";

function points(window: Window, end: "from" | "to", ...values: readonly string[]): string[] {
  const otherwise = end === "from" ? -Infinity : Infinity;
  const at = (instant: number): number => resolveWindow(window, { now: instant, timeZone })[end] ?? otherwise;
  const edge = { at, values: values.map((value) => Date.parse(value)) };
  return [...turningPoints([edge], now)].map((instant) => new Date(instant).toISOString());
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

test("points of several edges come in order, each once", () => {
  const edges = [
    { at: (instant: number) => instant + 1, values: [now + 5, now + 20] },
    { at: (instant: number) => instant - 9, values: [now, now + 10] },
  ];
  expect([...turningPoints(edges, now)].map((instant) => instant - now)).toEqual([5, 10, 20]);
});
