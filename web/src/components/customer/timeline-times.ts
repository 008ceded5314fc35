import type { ActivityBar } from "../../api/customers.ts";
import { formatDate, formatMonth } from "../../format/time.ts";
import { timeline as texts } from "../../texts/timeline.ts";

/** A stretch of time to which the events are narrowed. */
export interface Times {
  readonly id: string;
  readonly label: string;
  readonly from?: string;
  readonly to?: string;
}

const DAY = 86_400_000;

/** Stretches that end now, the whole first. */
export function usualTimes(now: number): readonly [Times, ...Times[]] {
  const last = (days: number): Times => ({ id: `last-${days}`, label: texts.lastDays(days), from: new Date(now - days * DAY).toISOString() });
  return [{ id: "all", label: texts.allTime }, last(7), last(30), last(90), last(365)];
}

/** The stretch of one bar. */
export function timesOf({ at, from, to }: ActivityBar): Times {
  return { id: at, label: barLabel(at), from, to };
}

/** `2026-11-24`, `2026-11` or `2026` as people read it. */
export function barLabel(at: string): string {
  if (at.length === 10) return formatDate(at);
  return at.length === 7 ? formatMonth(at) : at;
}

/** The bars with those between them that have no events, in the order of time. */
export function filled(bars: readonly ActivityBar[]): readonly (ActivityBar | { readonly at: string; readonly count: 0 })[] {
  const byName = new Map(bars.map((bar) => [bar.at, bar]));
  const [first, last] = [bars[0]?.at, bars.at(-1)?.at];
  const all: (ActivityBar | { readonly at: string; readonly count: 0 })[] = [];
  for (let at = first; at !== undefined && last !== undefined && at <= last; at = following(at)) all.push(byName.get(at) ?? { at, count: 0 });
  return all;
}

function following(at: string): string {
  const [year = 0, month = 1, day = 1] = at.split("-").map(Number);
  const parts = at.split("-").length;
  const next = new Date(Date.UTC(year + (parts === 1 ? 1 : 0), month - 1 + (parts === 2 ? 1 : 0), day + (parts === 3 ? 1 : 0)));
  return next.toISOString().slice(0, at.length);
}
