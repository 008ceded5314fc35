import { axisEnd, buttonProps, type ChartProps } from "./chart.ts";
import classes from "./chart.module.css";
import { Axis } from "./columns-chart.tsx";

const HEIGHT = 168;
const TOP = 8;
const BOTTOM = 22;
const LEFT = 40;

/** Shares in the order of time, of the segment and of the base. */
export function LineChart({ bars, compared, width, label, ...select }: ChartProps) {
  const end = axisEnd(Math.max(...bars.map(({ share, baseShare }) => Math.max(share, compared ? baseShare : 0))));
  const step = (width - LEFT) / Math.max(1, bars.length);
  const high = HEIGHT - TOP - BOTTOM;
  const y = (share: number): number => TOP + high - (share / end) * high;
  const x = (index: number): number => LEFT + (index + 0.5) * step;
  const path = (shareOf: (index: number) => number): string => bars.map((_, index) => `${index === 0 ? "M" : "L"}${x(index)} ${y(shareOf(index))}`).join("");
  const every = Math.max(1, Math.ceil((bars.length * 68) / Math.max(1, width - LEFT)));
  return (
    <svg className={classes.chart} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="group" aria-label={label}>
      <Axis end={end} width={width} y={y} />
      {compared && <path className={classes.line} data-base d={path((index) => bars[index]?.baseShare ?? 0)} />}
      <path className={classes.line} d={path((index) => bars[index]?.share ?? 0)} />
      {bars.map((bar, index) => (
        <g key={bar.label} className={classes.hit} {...buttonProps(bar, select)}>
          <title>{select.saidOf(bar)}</title>
          <rect className={classes.ground} x={LEFT + index * step} y={TOP} width={step} height={high} />
          <circle className={classes.point} cx={x(index)} cy={y(bar.share)} r={bars.length > 40 ? 2 : 3} />
          {index % every === 0 && (
            <text className={classes.soft} x={LEFT + index * step} y={HEIGHT - 6}>
              {bar.short}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
