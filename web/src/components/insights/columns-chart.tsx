import { buttonProps, type ChartProps } from "./chart.ts";
import classes from "./chart.module.css";
import { axisEnd, HEIGHT, HIGH, LEFT, ShareAxis, TOP, yOf } from "./share-axis.tsx";

/** A histogram: a column a range, and the base as an outline over it. */
export function ColumnsChart({ bars, compared, width, label, ...select }: ChartProps) {
  const end = axisEnd(Math.max(...bars.map(({ share, baseShare }) => Math.max(share, compared ? baseShare : 0))));
  const step = Math.max(2, (width - LEFT) / Math.max(1, bars.length));
  const y = yOf(end);
  const every = Math.max(1, Math.ceil((bars.length * 54) / Math.max(1, width - LEFT)));
  const outline = bars.map(({ baseShare }, index) => `${index === 0 ? "M" : "L"}${LEFT + index * step} ${y(baseShare)}H${LEFT + (index + 1) * step}`).join("");
  return (
    <svg className={classes.chart} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="group" aria-label={label}>
      <ShareAxis end={end} width={width} />
      {bars.map((bar, index) => (
        <g key={bar.label} className={classes.hit} transform={`translate(${LEFT + index * step} 0)`} {...buttonProps(bar, select)}>
          <title>{select.saidOf(bar)}</title>
          <rect className={classes.ground} width={step} y={TOP} height={HIGH} />
          <rect className={classes.segment} x={step * 0.08} width={step * 0.84} y={y(bar.share)} height={TOP + HIGH - y(bar.share)} />
          {index % every === 0 && (
            <text className={classes.soft} x={0} y={HEIGHT - 6}>
              {bar.short}
            </text>
          )}
        </g>
      ))}
      {compared && <path className={classes.line} data-base d={outline} />}
    </svg>
  );
}
