import { Temporal } from "temporal-polyfill";
import type { Window } from "../../../../../../src/segment/ast.ts";
import { dayOf, startOfDay } from "../../../../../../src/segment/day.ts";
import { type Clock, resolveDays, resolveWindow } from "../../../../../../src/segment/window.ts";
import { formatDay, formatMoment } from "../../../../format/time.ts";
import { windows as texts } from "../../../../texts/windows.ts";
import classes from "../tree/tree.module.css";

interface ResolvedWindowProps {
  /** One that `check` has nothing against. */
  readonly window: Window;
  readonly clock: Clock;
  /** How the value meets the window: by the moment, by the day, or by its month and day. */
  readonly by: "moment" | "day" | "anniversary";
}

/** What a window is today: the dates that its words stand for. */
export function ResolvedWindow({ window, clock, by }: ResolvedWindowProps) {
  const text = by === "moment" ? momentsText(window, clock) : daysText(window, clock);
  return (
    <div className={classes.resolved}>
      {text}
      {by === "anniversary" ? `, ${texts.resolved.anyYear}` : ""} · {texts.resolved.zone(clock.timeZone)}
    </div>
  );
}

function momentsText(window: Window, clock: Clock): string {
  const { from, to } = resolveWindow(window, clock);
  if (from !== undefined && to !== undefined && from >= to) return texts.resolved.nothing;
  const first = from === undefined ? undefined : startText(from, clock);
  return spanText(first, to === undefined ? undefined : endText(to, clock));
}

function daysText(window: Window, clock: Clock): string {
  const { from, to } = resolveDays(window, clock);
  if (from !== undefined && to !== undefined && from > to) return texts.resolved.nothing;
  if (from !== undefined && from === to) return formatDay(from);
  return spanText(from === undefined ? undefined : formatDay(from), to === undefined ? undefined : formatDay(to));
}

function spanText(from: string | undefined, to: string | undefined): string {
  if (from === undefined && to === undefined) return texts.resolved.always;
  if (from === undefined) return texts.resolved.until(to ?? "");
  if (to === undefined) return texts.resolved.open(from);
  return from === to ? from : texts.resolved.span(from, to);
}

/** Whole days are shown as days, anything else with its time. */
function startText(from: number, { now, timeZone }: Clock): string {
  if (from === now + 1) return texts.resolved.now;
  const day = dayOf(from, timeZone);
  return startOfDay(day, timeZone) === from ? formatDay(day.toString()) : formatMoment(from, timeZone);
}

function endText(to: number, { now, timeZone }: Clock): string {
  if (to === now + 1) return texts.resolved.now;
  const last: Temporal.PlainDate = dayOf(to - 1, timeZone);
  const whole = startOfDay(last.add({ days: 1 }), timeZone) === to;
  return whole ? formatDay(last.toString()) : formatMoment(to, timeZone);
}
