import type { CalendarUnit, Unit } from "../../../src/segment/ast.ts";

/** Texts of the window editor. */
export const windows = {
  form: "When",
  amount: "How many",
  nearAmount: "Nearest",
  farAmount: "Farthest",
  unit: "Unit",
  period: "Period",
  from: "From",
  to: "To",
  /** What the menu says. */
  forms: {
    always: "at any time",
    last: "in the last …",
    this: "in this …",
    previous: "in the previous …",
    ago: "between … ago",
    longAgo: "more than … ago",
    between: "between two dates",
    since: "since …",
    until: "until …",
    next: "in the next …",
    following: "in the following …",
    ahead: "between … ahead",
    farAhead: "at least … ahead",
  },
  /** What then stands in the sentence. */
  words: {
    always: "at any time",
    last: "in the last",
    this: "in this",
    previous: "in the previous",
    ago: "between",
    longAgo: "more than",
    between: "between",
    since: "since",
    until: "until",
    next: "in the next",
    following: "in the following",
    ahead: "between",
    farAhead: "at least",
  },
  ago: "ago",
  ahead: "ahead",
  and: "and",
  units: {
    minute: ["minute", "minutes"],
    hour: ["hour", "hours"],
    day: ["day", "days"],
    week: ["week", "weeks"],
    month: ["month", "months"],
    quarter: ["quarter", "quarters"],
    year: ["year", "years"],
  } satisfies Record<Unit, readonly [string, string]>,
  typed: "Type a time",
  typedPlaceholder: "last month",
  typedExamples: "As you would say it: yesterday, last month, 6 hours ago, 24 Dec, 1 May to 3 June, Q3 2025.",
  typedEnter: "Enter takes it.",
  typedUnread: "This is not understood yet. Try yesterday, last month, 6 hours ago, 24 Dec.",
  calendar: "Pick from calendar",
  day: "Day",
  dayPlaceholder: "2026-01-31, 24 Dec, 3 days ago",
  resolved: {
    now: "now",
    always: "any time",
    open: (from: string) => `from ${from} on`,
    until: (to: string) => `until ${to}`,
    span: (from: string, to: string) => `${from} – ${to}`,
    nothing: "no day",
    anyYear: "any year",
    zone: (zone: string) => `${zone} time`,
  },
};

export function unitWord(unit: Unit | CalendarUnit, count: number): string {
  return windows.units[unit][count === 1 ? 0 : 1];
}
