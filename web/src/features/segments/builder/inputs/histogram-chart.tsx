import { type PointerEvent, useRef } from "react";
import { formatCount, formatValue } from "../../../../format/number.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import classes from "./inputs.module.css";

/** From and to, as far as they are said. */
export interface NumberRange {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export interface BoundedBar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** One value: the bar stands for `from` alone. */
  readonly isSingle: boolean;
}

interface HistogramChartProps {
  /** At least one. */
  readonly bars: readonly BoundedBar[];
  readonly range: NumberRange;
  readonly onDrag: (range: { readonly from: number; readonly to: number }) => void;
}

const WIDTH = 308;
const HEIGHT = 110;
const LEAST = 2;

/** Bars side by side; those of the range are marked. Dragging over bars chooses from the first to the last of them. */
export function HistogramChart({ bars, range, onDrag }: HistogramChartProps) {
  const start = useRef<number>(undefined);
  const most = Math.max(...bars.map(({ count }) => count), 1);
  const width = WIDTH / bars.length;
  const barAt = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width: shown } = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(bars.length - 1, Math.floor(((event.clientX - left) / shown) * bars.length)));
  };
  const choose = (one: number, other: number) => {
    const [first, last] = [bars[Math.min(one, other)], bars[Math.max(one, other)]];
    if (first && last) onDrag({ from: first.from, to: last.to });
  };
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = range;

  return (
    <svg
      className={classes.histogram}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={texts.histogramOf(bars.length, formatValue(bars[0]?.from ?? 0), formatValue(bars.at(-1)?.to ?? 0))}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = barAt(event);
        choose(start.current, start.current);
      }}
      onPointerMove={(event) => {
        if (start.current !== undefined) choose(start.current, barAt(event));
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onPointerCancel={() => {
        start.current = undefined;
      }}
    >
      {bars.map((bar, index) => {
        const height = bar.count === 0 ? 0 : Math.max(LEAST, (bar.count / most) * HEIGHT);
        return (
          <g key={bar.from}>
            <rect x={index * width} y={0} width={width} height={HEIGHT} fill="transparent">
              <title>{texts.histogramBar(formatValue(bar.from), formatValue(bar.to), formatCount(bar.count))}</title>
            </rect>
            <rect
              className={classes.bar}
              data-in={isIn(bar, from, to) || undefined}
              x={index * width + 0.5}
              y={HEIGHT - height}
              width={Math.max(1, width - 1)}
              height={height}
            />
          </g>
        );
      })}
    </svg>
  );
}

function isIn(bar: BoundedBar, from: number, to: number): boolean {
  return bar.isSingle ? bar.from >= from && bar.from <= to : bar.to > from && bar.from < to;
}
