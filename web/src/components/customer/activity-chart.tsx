import type { ActivityBar } from "../../api/customers.ts";
import { formatCount } from "../../format/number.ts";
import { timeline as texts } from "../../texts/timeline.ts";
import classes from "./timeline.module.css";
import { barLabel, filled } from "./timeline-times.ts";

interface ActivityChartProps {
  readonly bars: readonly ActivityBar[];
  /** Narrows the events to those of a bar: by the keyboard it is chosen among the times above. */
  readonly onChoose: (bar: ActivityBar) => void;
}

const HEIGHT = 56;
const STEP = 10;
const GAP = 2;

/** How many events there were when, as bars. */
export function ActivityChart({ bars, onChoose }: ActivityChartProps) {
  const all = filled(bars);
  const most = bars.reduce((top, bar) => (bar.count > top.count ? bar : top), { at: "", count: 0 });
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return null;
  // A few bars are not drawn as wide as the page.
  const width = Math.max(all.length, 24) * STEP;
  return (
    <figure className={classes.chart}>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={texts.chart(barLabel(first.at), barLabel(last.at), barLabel(most.at), formatCount(most.count))}
      >
        {all.map((bar, index) => {
          const height = bar.count === 0 ? 0 : Math.max(2, (bar.count / most.count) * HEIGHT);
          return (
            <g key={bar.at} className={classes.bar} data-some={bar.count > 0 || undefined} onClick={"from" in bar ? () => onChoose(bar) : undefined}>
              <title>{texts.bar(barLabel(bar.at), formatCount(bar.count))}</title>
              <rect className={classes.reach} x={index * STEP} y={0} width={STEP} height={HEIGHT} />
              <rect x={index * STEP + GAP / 2} y={HEIGHT - height} width={STEP - GAP} height={height} rx={1} />
            </g>
          );
        })}
      </svg>
      <figcaption className={classes.axis} aria-hidden>
        <span>{first === last ? barLabel(first.at) : texts.span(barLabel(first.at), barLabel(last.at))}</span>
        <span>{texts.most(formatCount(most.count))}</span>
      </figcaption>
    </figure>
  );
}
