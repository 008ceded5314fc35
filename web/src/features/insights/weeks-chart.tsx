import type { Overview } from "../../api/insights.ts";
import { formatCount } from "../../format/number.ts";
import { formatDate } from "../../format/time.ts";
import { insights } from "../../texts/insights.ts";
import classes from "./overview.module.css";

const texts = insights.overview;
const HEIGHT = 118;
const TOP = 14;
const BOTTOM = 18;

interface WeeksChartProps {
  readonly weeks: Overview["weeks"];
  /** Pixels. */
  readonly width: number;
}

/** A column a week. */
export function WeeksChart({ weeks, width }: WeeksChartProps) {
  const most = Math.max(...weeks.map(({ events }) => events), 1);
  const step = width / weeks.length;
  const high = HEIGHT - TOP - BOTTOM;
  const every = Math.max(1, Math.ceil((weeks.length * 84) / width));
  return (
    <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={summary(weeks)}>
      <line className={classes.grid} x1={0} x2={width} y1={TOP} y2={TOP} />
      <line className={classes.grid} x1={0} x2={width} y1={TOP + high} y2={TOP + high} />
      <text className={classes.axis} x={0} y={TOP - 4}>
        {formatCount(most)}
      </text>
      {weeks.map(({ from, to, events }, index) => (
        <g key={from}>
          <title>{texts.week(formatCount(events), formatDate(from), formatDate(to))}</title>
          <rect className={classes.ground} x={index * step} y={TOP} width={step} height={high} />
          <rect className={classes.column} x={index * step + step * 0.1} y={TOP + high - (events / most) * high} width={step * 0.8} height={(events / most) * high} />
          {index % every === 0 && index * step + 76 < width && (
            <text className={classes.axis} x={index * step} y={HEIGHT - 4}>
              {formatDate(from)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** For those who hear the page. */
function summary(weeks: Overview["weeks"]): string {
  const last = weeks.slice(-8).map(({ from, to, events }) => texts.week(formatCount(events), formatDate(from), formatDate(to)));
  return `${texts.weeks}. ${last.join("; ")}`;
}
