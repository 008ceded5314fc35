import classes from "./sparkline.module.css";

interface SparklineProps {
  /** At which instants (epoch milliseconds) which number was true, the oldest first. */
  readonly points: readonly (readonly [at: number, value: number])[];
  readonly label: string;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
}

const EDGE = 3;

/** How a number went, in a line without axes. Nothing for less than two points. */
export function Sparkline({ points, label, width = 90, height = 24 }: SparklineProps) {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const values = points.map(([, value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (at: number) => EDGE + ((at - first[0]) / Math.max(1, last[0] - first[0])) * (width - 2 * EDGE);
  const y = (value: number) => (high === low ? height / 2 : height - EDGE - ((value - low) / (high - low)) * (height - 2 * EDGE));
  const line = points.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  return (
    <svg className={classes.line} viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
      <title>{label}</title>
      <polyline points={line} />
      <circle cx={x(last[0])} cy={y(last[1])} r={2} />
    </svg>
  );
}
