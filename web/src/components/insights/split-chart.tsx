import { formatShare } from "../../format/number.ts";
import { insights } from "../../texts/insights.ts";
import { buttonProps, type ChartProps } from "./chart.ts";
import classes from "./chart.module.css";
import { fitText } from "./fit-text.ts";

const HEIGHT = 30;
const GAP = 20;
/** Of bold text, in pixels. */
const LETTER = 7.4;

/** Yes and no as parts of one whole, of the segment and below it of the base. */
export function SplitChart({ bars, compared, width, label, baseName, ...select }: ChartProps & { readonly baseName: string }) {
  const height = compared ? 2 * (HEIGHT + GAP) : HEIGHT + GAP;
  let from = 0;
  let baseFrom = 0;
  return (
    <svg className={classes.chart} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
      {bars.map((bar) => {
        const [x, part] = [from * width, bar.share * width];
        const [baseX, basePart] = [baseFrom * width, bar.baseShare * width];
        from += bar.share;
        baseFrom += bar.baseShare;
        return (
          <g key={bar.kind} className={classes.hit} {...buttonProps(bar, select)}>
            <title>{select.saidOf(bar)}</title>
            <Part kind={bar.kind} x={x} y={0} width={part} label={bar.label} share={bar.share} />
            {compared && <Part kind={bar.kind} x={baseX} y={HEIGHT + GAP} width={basePart} label={bar.label} share={bar.baseShare} isBase />}
          </g>
        );
      })}
      <text className={classes.soft} x={0} y={HEIGHT + 14}>
        {compared && insights.legend.segment}
      </text>
      {compared && (
        <text className={classes.soft} x={0} y={2 * HEIGHT + GAP + 14}>
          {fitText(baseName, width)}
        </text>
      )}
    </svg>
  );
}

interface PartProps {
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly label: string;
  readonly share: number;
  readonly isBase?: boolean;
}

function Part({ kind, x, y, width, label, share, isBase = false }: PartProps) {
  const [whole, short] = [`${label} ${formatShare(share)}`, formatShare(share)];
  const text = width > whole.length * LETTER + 16 ? whole : width > short.length * LETTER + 16 ? short : undefined;
  return (
    <>
      <rect className={classes.part} data-kind={kind} data-base={isBase || undefined} x={x} y={y} width={Math.max(0, width - 2)} height={HEIGHT} rx={3} />
      {text && (
        <text className={classes.onPart} data-kind={kind} data-base={isBase || undefined} x={x + 8} y={y + 19}>
          {text}
        </text>
      )}
    </>
  );
}
