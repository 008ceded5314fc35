import type { Condition } from "../../../../src/segment/ast.ts";
import type { Bar, BarOf, Insights, TileData } from "../../api/insights.ts";
import { formatValue } from "../../format/number.ts";
import { formatDate } from "../../format/time.ts";
import { insights } from "../../texts/insights.ts";

const texts = insights.bar;

/** A bar as it is drawn and read. */
export interface ShownBar {
  readonly label: string;
  /** For an axis. */
  readonly short: string;
  readonly kind: BarOf["kind"];
  readonly count: number;
  readonly baseCount: number;
  /** Of the segment; 0 when nobody is in it. */
  readonly share: number;
  readonly baseShare: number;
  /** Share by share, times 100; null where nobody of the base is. */
  readonly index: number | null;
  readonly where: Condition;
}

/** Tells a bar from the others of its tile. */
export function barKey({ kind, label }: Pick<ShownBar, "kind" | "label">): string {
  return `${kind} ${label}`;
}

export function shownBars({ bars }: TileData, { segment, base }: Pick<Insights, "segment" | "base">): readonly ShownBar[] {
  return bars.map((bar: Bar) => {
    const share = segment.count === 0 ? 0 : bar.segment / segment.count;
    const baseShare = base.count === 0 ? 0 : bar.base / base.count;
    const [label, short] = barLabels(bar.of);
    const index = baseShare === 0 ? null : (share / baseShare) * 100;
    return { label, short, kind: bar.of.kind, count: bar.segment, baseCount: bar.base, share, baseShare, index, where: bar.where };
  });
}

/** What a bar is called, and for an axis. */
export function barLabels(of: BarOf): readonly [label: string, short: string] {
  switch (of.kind) {
    case "value": {
      const text = typeof of.value === "number" ? formatValue(of.value) : of.value;
      return [text, text];
    }
    case "range":
      return rangeLabels(of.from, of.to);
    case "days":
      return daysLabels(of.from, of.to);
    default:
      return [texts[of.kind], texts[of.kind]];
  }
}

function rangeLabels(from: number | null, to: number | null): readonly [string, string] {
  if (from === null) return [texts.below(formatValue(to ?? 0)), `< ${formatValue(to ?? 0)}`];
  if (to === null) return [texts.from(formatValue(from)), `${formatValue(from)}+`];
  return [texts.range(formatValue(from), formatValue(to)), formatValue(from)];
}

function daysLabels(from: string | null, to: string | null): readonly [string, string] {
  if (from === null) return [texts.until(formatDate(to ?? "")), `… ${shortDay(to ?? "")}`];
  if (to === null) return [texts.since(formatDate(from)), `${shortDay(from)} …`];
  return [from === to ? formatDate(from) : texts.days(formatDate(from), formatDate(to)), wholeYears(from, to) ? from.slice(0, 4) : shortDay(from)];
}

function wholeYears(from: string, to: string): boolean {
  return from.endsWith("-01-01") && to.endsWith("-12-31");
}

/** `24 Nov 26`. */
function shortDay(day: string): string {
  const text = formatDate(day);
  return `${text.slice(0, -4)}${text.slice(-2)}`;
}

/** An index of 152.4 → `152`. */
export function formatIndex(index: number | null): string {
  return index === null ? "–" : formatValue(Math.round(index));
}
