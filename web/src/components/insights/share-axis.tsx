import { formatShare } from "../../format/number.ts";
import classes from "./chart.module.css";

/** Pixels: of the whole drawing, above and below what is drawn, and to the left of it, where the shares are written. */
export const HEIGHT = 168;
export const TOP = 8;
const BOTTOM = 22;
export const LEFT = 40;
/** Of what is drawn. */
export const HIGH = HEIGHT - TOP - BOTTOM;

/** A round number that is not smaller, for the end of an axis of shares. */
export function axisEnd(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const found = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((times) => times * power >= most * 0.999) ?? 10;
  return Math.min(1, found * power);
}

/** Where a share stands on an axis that ends at another. */
export function yOf(end: number): (share: number) => number {
  return (share) => TOP + HIGH - (share / end) * HIGH;
}

/** Lines at nothing, the half and the end of an axis of shares. */
export function ShareAxis({ end, width }: { readonly end: number; readonly width: number }) {
  const y = yOf(end);
  return [0, end / 2, end].map((share) => (
    <g key={share}>
      <line className={classes.grid} x1={LEFT} x2={width} y1={y(share)} y2={y(share)} />
      <text className={classes.soft} x={LEFT - 6} y={y(share) + 4} textAnchor="end">
        {formatShare(share)}
      </text>
    </g>
  ));
}
