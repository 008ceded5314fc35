import type { CalendarUnit, Unit, Window } from "../../../../../../src/segment/ast.ts";
import { dayOf } from "../../../../../../src/segment/day.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";

/** The forms in which the builder says a window; every window of the language has exactly one. */
export type WindowForm =
  | "always"
  | "last"
  | "this"
  | "previous"
  | "ago"
  | "longAgo"
  | "between"
  | "since"
  | "until"
  | "next"
  | "following"
  | "ahead"
  | "farAhead";

/** In the order in which they are offered. */
export const windowForms: readonly WindowForm[] = [
  "always",
  "last",
  "this",
  "previous",
  "ago",
  "longAgo",
  "between",
  "since",
  "until",
  "next",
  "following",
  "ahead",
  "farAhead",
];

/** Those with one open end. */
export const openForms: ReadonlySet<WindowForm> = new Set(["longAgo", "since", "until", "farAhead"]);

export const units: readonly Unit[] = ["minute", "hour", "day", "week", "month", "quarter", "year"];
export const calendarUnits: readonly CalendarUnit[] = ["day", "week", "month", "quarter", "year"];

/** An amount that is not typed yet. `check` asks for it. */
export const UNSAID = Number.NaN;

export function formOf(window: Window | undefined): WindowForm {
  if (window === undefined) return "always";
  if ("last" in window) return "last";
  if ("next" in window) return "next";
  if ("this" in window) return "this";
  if ("previous" in window) return "previous";
  if ("following" in window) return "following";
  if ("ago" in window) return window.ago.from === undefined ? "longAgo" : "ago";
  if ("ahead" in window) return window.ahead.to === undefined ? "farAhead" : "ahead";
  if (window.to === undefined) return "since";
  return window.from === undefined ? "until" : "between";
}

/** The window said in another form, with the amount and the unit that it had. */
export function inForm(form: WindowForm, window: Window | undefined, clock: Clock): Window | undefined {
  const amount = amountOf(window) ?? 30;
  const unit = unitOf(window) ?? "day";
  const today = dayOf(clock.now, clock.timeZone);
  switch (form) {
    case "always":
      return undefined;
    case "last":
      return { last: amount, unit };
    case "next":
      return { next: amount, unit };
    case "this":
      return { this: calendarUnit(unit) };
    case "previous":
      return { previous: calendarUnit(unit) };
    case "following":
      return { following: calendarUnit(unit) };
    case "ago":
      return { ago: { from: amount * 2, to: amount, unit } };
    case "longAgo":
      return { ago: { to: amount, unit } };
    case "ahead":
      return { ahead: { from: 0, to: amount, unit } };
    case "farAhead":
      return { ahead: { from: amount, unit } };
    case "between":
      return { from: today.with({ day: 1 }).toString(), to: today.toString() };
    case "since":
      return { from: today.with({ day: 1 }).toString() };
    case "until":
      return { to: today.toString() };
  }
}

function amountOf(window: Window | undefined): number | undefined {
  if (window === undefined) return undefined;
  const amount =
    "last" in window
      ? window.last
      : "next" in window
        ? window.next
        : "ago" in window
          ? window.ago.to
          : "ahead" in window
            ? (window.ahead.to ?? window.ahead.from)
            : undefined;
  return amount === undefined || Number.isNaN(amount) || amount < 1 ? undefined : amount;
}

function unitOf(window: Window | undefined): Unit | undefined {
  if (window === undefined) return undefined;
  if ("unit" in window) return window.unit;
  if ("ago" in window) return window.ago.unit;
  if ("ahead" in window) return window.ahead.unit;
  if ("this" in window) return window.this;
  if ("previous" in window) return window.previous;
  if ("following" in window) return window.following;
  return undefined;
}

function calendarUnit(unit: Unit): CalendarUnit {
  return unit === "minute" || unit === "hour" ? "day" : unit;
}
