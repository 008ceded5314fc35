import { Button } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconPlus, IconUsers } from "@tabler/icons-react";
import { type HTMLAttributes, type ReactNode, useState } from "react";
import type { Insights, ShownTile, TileData } from "../../api/insights.ts";
import { formatCount, formatShare } from "../../format/number.ts";
import { insights } from "../../texts/insights.ts";
import classes from "./insights.module.css";
import { barKey, formatIndex, type ShownBar, shownBars } from "./shown-bar.ts";
import { TileChart } from "./tile-chart.tsx";
import { TileMenu } from "./tile-menu.tsx";
import { TileTable } from "./tile-table.tsx";
import { titleOf } from "./tile-title.ts";

const texts = insights.tile;

export type TileDrag = Pick<HTMLAttributes<HTMLLIElement>, "draggable" | "onDragStart" | "onDragEnd" | "onDragOver" | "onDrop">;

interface TileCardProps {
  readonly shown: ShownTile;
  readonly data: TileData;
  readonly of: Pick<Insights, "segment" | "base">;
  /** Undefined: everyone is looked at, and compared with nobody. */
  readonly baseName: string | undefined;
  readonly onOpen: (bar: ShownBar, title: string) => void;
  /** Left out: there is no definition to add to. */
  readonly onAdd?: ((bar: ShownBar) => void) | undefined;
  /** Entries of the menu beside those of every tile. */
  readonly menu?: ReactNode;
  readonly drag?: TileDrag | undefined;
}

/** One tile: its chart or table, and what can be done with a bar that was chosen. */
export function TileCard({ shown, data, of, baseName, onOpen, onAdd, menu, drag }: TileCardProps) {
  const [asTable, setAsTable] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const title = titleOf(shown);
  const bars = shownBars(data, of);
  const selected = bars.find((bar) => barKey(bar) === chosen);
  const saidOf = (bar: ShownBar): string => {
    const said = texts.said(bar.label, formatCount(bar.count), formatShare(bar.share));
    return baseName === undefined ? said : `${said}; ${texts.compared(formatShare(bar.baseShare), baseName, formatIndex(bar.index))}`;
  };
  const known = of.segment.count === 0 ? 0 : data.known.segment / of.segment.count;
  const tellsKnown = shown.tile.kind !== "condition";
  const onSelect = (bar: ShownBar) => setChosen(barKey(bar) === chosen ? undefined : barKey(bar));
  return (
    <li className={classes.tile} data-color={shown.color} {...drag}>
      <header className={classes.head}>
        <h3 className={classes.title} title={title}>
          {title}
        </h3>
        {tellsKnown && (
          <span className={classes.soft}>{(shown.tile.kind === "attribute" ? texts.known : texts.did)(formatShare(known))}</span>
        )}
        <TileMenu title={title} asTable={asTable} onTable={() => setAsTable(!asTable)} bars={bars} compared={baseName !== undefined}>
          {menu}
        </TileMenu>
      </header>
      {shown.note !== null && <p className={classes.note}>{shown.note}</p>}
      <div ref={ref} className={classes.drawing}>
        {bars.length === 0 && <p className={classes.soft}>{texts.empty}</p>}
        {bars.length > 0 && asTable && <TileTable title={title} bars={bars} baseName={baseName} onSelect={onSelect} />}
        {bars.length > 0 && !asTable && width > 0 && (
          <TileChart
            chart={data.chart}
            bars={bars}
            compared={baseName !== undefined}
            baseName={baseName ?? ""}
            width={width}
            label={texts.chart(title)}
            saidOf={saidOf}
            selected={selected}
            onSelect={onSelect}
          />
        )}
      </div>
      <footer className={classes.foot}>
        {selected ? (
          <>
            <span className={classes.said} role="status">
              {saidOf(selected)}
            </span>
            <Button size="compact-sm" variant="default" leftSection={<IconUsers size={14} />} onClick={() => onOpen(selected, title)}>
              {texts.open}
            </Button>
            {onAdd && (
              <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} />} onClick={() => onAdd(selected)}>
                {texts.add}
              </Button>
            )}
          </>
        ) : (
          data.overlapping && shown.tile.kind !== "event" && <span className={classes.soft}>{texts.overlapping}</span>
        )}
      </footer>
    </li>
  );
}
