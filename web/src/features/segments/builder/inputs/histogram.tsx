import { ActionIcon, Popover, Skeleton } from "@mantine/core";
import { IconChartHistogram } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type HistogramBar, histogramQuery } from "../../../../api/values.ts";
import { keepEscape } from "../../../../components/escape.ts";
import { formatValue } from "../../../../format/number.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { type BoundedBar, HistogramChart, type NumberRange } from "./histogram-chart.tsx";
import classes from "./inputs.module.css";
import type { ValuesSource } from "./suggested.tsx";

interface HistogramProps {
  readonly source: ValuesSource;
  readonly range: NumberRange;
  readonly onDrag: (range: { readonly from: number; readonly to: number }) => void;
}

/** How the numbers of the rest of the segment lie, to drag a range on. */
export function Histogram({ source, range, onDrag }: HistogramProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={340} position="bottom-start" shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={texts.histogram} title={texts.histogram} onClick={() => setOpened(!opened)}>
          <IconChartHistogram size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown onKeyDown={keepEscape} aria-label={texts.histogram}>
        {opened && <Content source={source} range={range} onDrag={onDrag} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Content({ source, range, onDrag }: HistogramProps) {
  const { data, error } = useQuery(histogramQuery(source.rest(), source.of));
  const bars = data && boundedBars(data);
  if (error || bars?.length === 0) return <p className={classes.note}>{texts.noHistogram}</p>;
  if (!bars) return <Skeleton height={130} />;
  return (
    <>
      <HistogramChart bars={bars} range={range} onDrag={onDrag} />
      <div className={classes.ends}>
        <span>{formatValue(bars[0]?.from ?? 0)}</span>
        <span>{texts.histogramHint}</span>
        <span>{formatValue(bars.at(-1)?.to ?? 0)}</span>
      </div>
    </>
  );
}

/** The bars with both ends: the outermost, which are open, are as wide as their neighbours. */
function boundedBars(bars: readonly HistogramBar[]): readonly BoundedBar[] {
  const values = bars.flatMap(({ of, segment }) => (of.kind === "value" ? [{ at: of.value, count: segment }] : []));
  const single = values.map(({ at, count }) => ({ from: at, to: at, count, isSingle: true }));
  const ranges = bars.flatMap(({ of, segment }) => (of.kind === "range" ? [{ ...of, count: segment }] : []));
  const step = Math.max(...ranges.flatMap(({ from, to }) => (from !== null && to !== null ? [to - from] : [])), 0) || 1;
  const bounded = ranges.flatMap(({ from, to, count }) => {
    if (from === null && to === null) return [];
    return [{ from: from ?? (to ?? 0) - step, to: to ?? (from ?? 0) + step, count, isSingle: false }];
  });
  return [...single, ...bounded].filter(({ count }, index, all) => count > 0 || (index > 0 && index < all.length - 1));
}
