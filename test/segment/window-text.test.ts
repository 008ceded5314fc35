import { expect, test } from "vitest";
import type { Window } from "../../src/segment/ast.ts";
import { readDay } from "../../web/src/features/segments/builder/inputs/day-text.ts";
import { readWindow } from "../../web/src/features/segments/builder/inputs/window-text.ts";

const clock = { now: Date.UTC(2026, 10, 24, 18, 30), timeZone: "Asia/Singapore" };

test.each<[string, Window | undefined]>([
  ["yesterday", { previous: "day" }],
  ["Last month", { previous: "month" }],
  ["this year", { this: "year" }],
  ["next week", { following: "week" }],
  ["6 hours ago", { last: 6, unit: "hour" }],
  ["three days ago", { ago: { from: 3, to: 3, unit: "day" } }],
  ["in the last  2 weeks", { last: 2, unit: "week" }],
  ["in the last year", { last: 1, unit: "year" }],
  ["90 days", { last: 90, unit: "day" }],
  ["next 3 months", { next: 3, unit: "month" }],
  ["more than 30 days ago", { ago: { to: 30, unit: "day" } }],
  ["between 20 and 10 days ago", { ago: { from: 20, to: 10, unit: "day" } }],
  ["24 Dec", { from: "2026-12-24", to: "2026-12-24" }],
  ["on Dec 24 2025", { from: "2025-12-24", to: "2025-12-24" }],
  ["1 May to 3 June", { from: "2026-05-01", to: "2026-06-03" }],
  ["2026-01-01 - 2026-02-01", { from: "2026-01-01", to: "2026-02-01" }],
  ["since 1 Jan 2025", { from: "2025-01-01" }],
  ["until yesterday", { to: "2026-11-24" }],
  ["February 2024", { from: "2024-02-01", to: "2024-02-29" }],
  ["2025", { from: "2025-01-01", to: "2025-12-31" }],
  ["Q3 2025", { from: "2025-07-01", to: "2025-09-30" }],
  ["soon", undefined],
  ["31 Feb", undefined],
  ["", undefined],
])("“%s” is a window", (phrase, window) => expect(readWindow(phrase, clock)).toEqual(window));

test.each([
  ["3 weeks ago", "2026-11-04"],
  ["in 2 days", "2026-11-27"],
  ["6 hours ago", "2026-11-24T20:30:00+08:00"],
  ["2 days", "2 days"],
])("“%s” is a day or an instant", (typed, day) => expect(readDay(typed, clock)).toBe(day));
