import { UnstyledButton } from "@mantine/core";
import type { TileData } from "../../api/insights.ts";
import { formatShare } from "../../format/number.ts";
import { BarsChart } from "./bars-chart.tsx";
import type { ChartProps } from "./chart.ts";
import { ColumnsChart } from "./columns-chart.tsx";
import classes from "./insights.module.css";
import { LineChart } from "./line-chart.tsx";
import { SplitChart } from "./split-chart.tsx";

interface TileChartProps extends ChartProps {
  readonly chart: TileData["chart"];
  readonly baseName: string;
}

/** The chart that fits a tile. What has no place on an axis, as those of whom it is unknown, stands below it. */
export function TileChart({ chart, baseName, ...props }: TileChartProps) {
  const { bars } = props;
  const isSingle = bars.every(({ kind }) => kind === "value" || kind === "unknown");
  if (chart === "split") return <SplitChart {...props} baseName={baseName} />;
  if (chart === "bars" || (chart === "histogram" && isSingle)) return <BarsChart {...props} />;
  const placed = bars.filter(({ kind }) => kind !== "unknown");
  const beside = bars.filter(({ kind }) => kind === "unknown");
  const drawn = { ...props, bars: placed };
  return (
    <>
      {placed.length > 0 && (chart === "histogram" ? <ColumnsChart {...drawn} /> : <LineChart {...drawn} />)}
      {beside.map((bar) => (
        <UnstyledButton key={bar.label} className={classes.beside} aria-label={props.saidOf(bar)} title={props.saidOf(bar)} onClick={() => props.onSelect(bar)}>
          {bar.label} <strong>{formatShare(bar.share)}</strong>
        </UnstyledButton>
      ))}
    </>
  );
}
