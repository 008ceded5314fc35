import { formatShare } from "../../format/number.ts";
import { buttonProps, type ChartProps } from "./chart.ts";
import classes from "./chart.module.css";
import { fitText } from "./fit-text.ts";
import { barKey } from "./shown-bar.ts";

const ROW = 28;
const VALUE = 56;

/** A bar a row: its share of the segment, and a mark where the base is. */
export function BarsChart({ bars, compared, width, label, ...select }: ChartProps) {
  const names = Math.min(150, width * 0.36);
  const room = Math.max(20, width - names - VALUE - 8);
  const most = Math.max(...bars.map(({ share, baseShare }) => Math.max(share, compared ? baseShare : 0)), 0.0001);
  const long = (share: number): number => (share / most) * room;
  return (
    <svg className={classes.chart} width={width} height={bars.length * ROW} viewBox={`0 0 ${width} ${bars.length * ROW}`} role="group" aria-label={label}>
      {bars.map((bar, index) => (
        <g key={barKey(bar)} className={classes.hit} transform={`translate(0 ${index * ROW})`} {...buttonProps(bar, select)}>
          <title>{select.saidOf(bar)}</title>
          <rect className={classes.ground} width={width} height={ROW} rx={4} />
          <text className={bar.kind === "value" ? classes.name : classes.soft} x={4} y={18}>
            {fitText(bar.label, names - 10)}
          </text>
          <rect className={classes.segment} x={names} y={8} width={bar.count > 0 ? Math.max(1, long(bar.share)) : 0} height={12} rx={2} />
          {compared && <rect className={classes.mark} x={names + long(bar.baseShare) - 1} y={4} width={2} height={20} />}
          <text className={classes.number} x={width - 4} y={18} textAnchor="end">
            {formatShare(bar.share)}
          </text>
        </g>
      ))}
    </svg>
  );
}
