import { buttonProps, type ChartProps } from "./chart.ts";
import classes from "./chart.module.css";
import { axisEnd, HEIGHT, HIGH, LEFT, ShareAxis, TOP, yOf } from "./share-axis.tsx";

/** Shares in the order of time, of the segment and of the base. */
export function LineChart({ bars, compared, width, label, ...select }: ChartProps) {
  const end = axisEnd(Math.max(...bars.map(({ share, baseShare }) => Math.max(share, compared ? baseShare : 0))));
  const step = (width - LEFT) / Math.max(1, bars.length);
  const y = yOf(end);
  const x = (index: number): number => LEFT + (index + 0.5) * step;
  const path = (shareOf: (index: number) => number): string => bars.map((_, index) => `${index === 0 ? "M" : "L"}${x(index)} ${y(shareOf(index))}`).join("");
  const every = Math.max(1, Math.ceil((bars.length * 68) / Math.max(1, width - LEFT)));
  return (
    <svg className={classes.chart} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="group" aria-label={label}>
      <ShareAxis end={end} width={width} />
      {compared && <path className={classes.line} data-base d={path((index) => bars[index]?.baseShare ?? 0)} />}
      <path className={classes.line} d={path((index) => bars[index]?.share ?? 0)} />
      {bars.map((bar, index) => (
        <g key={bar.label} className={classes.hit} {...buttonProps(bar, select)}>
          <title>{select.saidOf(bar)}</title>
          <rect className={classes.ground} x={LEFT + index * step} y={TOP} width={step} height={HIGH} />
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
