import type { DoneRefresh } from "../../../../api/history.ts";
import type { OpenedSet } from "../../../../components/open-customers/opened-set.ts";
import { useOpenCustomers } from "../../../../components/open-customers/use-open-customers.ts";
import { formatCount } from "../../../../format/number.ts";
import { formatDate, formatMoment } from "../../../../format/time.ts";
import { history } from "../../../../texts/history.ts";
import classes from "./history.module.css";

interface SizeChartProps {
  /** More than one, the oldest first. */
  readonly refreshes: readonly DoneRefresh[];
  /** Pixels. */
  readonly width: number;
  readonly timeZone: string;
  readonly setOf: (refresh: DoneRefresh, side: "entered" | "left") => OpenedSet;
}

const texts = history.sizes;
const LINE = 110;
const MOVES = 84;
const GAP = 26;
const LEFT = 64;
const EDGE = 13;
const SIDES = ["entered", "left"] as const;

/** The size as a line, and below who entered and left as bars that open their customers; by the keyboard they open from the table. */
export function SizeChart({ refreshes, width, timeZone, setOf }: SizeChartProps) {
  const open = useOpenCustomers();
  const [first, last] = [refreshes[0], refreshes.at(-1)];
  if (!first || !last) return null;
  const counts = refreshes.map(({ receipt }) => receipt.count);
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  const most = Math.max(1, ...refreshes.flatMap(({ entered, left }) => [entered ?? 0, left ?? 0]));
  const step = (width - LEFT - 2 * EDGE) / Math.max(1, refreshes.length - 1);
  const bar = Math.max(2, Math.min(22, step * 0.6));
  const x = (index: number) => LEFT + EDGE + index * step;
  const y = (count: number) => (high === low ? LINE / 2 : EDGE + ((high - count) / (high - low)) * (LINE - 2 * EDGE));
  const middle = LINE + GAP + MOVES / 2;
  const long = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * (MOVES / 2 - 2)));
  const day = (refresh: DoneRefresh) => formatDate(refresh.receipt.now.slice(0, 10));
  const said = texts.chart(day(first), day(last), formatCount(first.receipt.count), formatCount(last.receipt.count));
  return (
    <figure className={classes.figure}>
      <svg className={classes.chart} width={width} height={LINE + GAP + MOVES} viewBox={`0 0 ${width} ${LINE + GAP + MOVES}`} role="img" aria-label={said}>
        {(high === low ? [high] : [high, low]).map((count) => (
          <g key={count}>
            <line className={classes.grid} x1={LEFT} x2={width} y1={y(count)} y2={y(count)} />
            <text className={classes.tick} x={LEFT - 8} y={y(count) + 4} textAnchor="end">
              {formatCount(count)}
            </text>
          </g>
        ))}
        <line className={classes.grid} x1={LEFT} x2={width} y1={middle} y2={middle} />
        <text className={classes.tick} x={LEFT - 8} y={middle + 4} textAnchor="end">
          0
        </text>
        <polyline className={classes.line} points={refreshes.map(({ receipt }, index) => `${x(index)},${y(receipt.count)}`).join(" ")} />
        {refreshes.map((refresh, index) => {
          const time = formatMoment(refresh.receipt.now, timeZone);
          return (
            <g key={refresh.id}>
              <circle className={classes.point} cx={x(index)} cy={y(refresh.receipt.count)} r={refreshes.length > 40 ? 2 : 3}>
                <title>{`${time}: ${formatCount(refresh.receipt.count)}`}</title>
              </circle>
              {SIDES.map((side) => {
                const count = refresh[side] ?? 0;
                const height = long(count);
                return (
                  count > 0 && (
                    <rect
                      key={side}
                      className={classes.bar}
                      data-side={side}
                      data-redefined={refresh.redefined || undefined}
                      x={x(index) - bar / 2}
                      width={bar}
                      y={side === "entered" ? middle - height - 1 : middle + 1}
                      height={height}
                      rx={1}
                      onClick={() => open(setOf(refresh, side))}
                    >
                      <title>{texts[side](formatCount(count), time)}</title>
                    </rect>
                  )
                );
              })}
            </g>
          );
        })}
      </svg>
      <figcaption className={classes.axis} aria-hidden>
        <span>{day(first)}</span>
        <span className={classes.moves}>{texts.moves}</span>
        <span>{day(last)}</span>
      </figcaption>
    </figure>
  );
}
