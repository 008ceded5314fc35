import { UnstyledButton } from "@mantine/core";
import { formatCount, formatShare } from "../../format/number.ts";
import { insights } from "../../texts/insights.ts";
import classes from "./insights.module.css";
import { barKey, formatIndex, type ShownBar } from "./shown-bar.ts";

const texts = insights.tile.columns;

interface TileTableProps {
  readonly title: string;
  readonly bars: readonly ShownBar[];
  readonly baseName: string | undefined;
  readonly onSelect: (bar: ShownBar) => void;
}

/** A chart in numbers. */
export function TileTable({ title, bars, baseName, onSelect }: TileTableProps) {
  return (
    // Scrolled by keyboard too.
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={title}>
      <table className={classes.table}>
        <caption className={classes.hidden}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.value}</th>
            <th scope="col">{texts.count}</th>
            <th scope="col">{texts.share}</th>
            {baseName !== undefined && <th scope="col">{texts.baseShare}</th>}
            {baseName !== undefined && <th scope="col">{texts.index}</th>}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={barKey(bar)}>
              <th scope="row">
                <UnstyledButton className={classes.cell} onClick={() => onSelect(bar)}>
                  {bar.label}
                </UnstyledButton>
              </th>
              <td>{formatCount(bar.count)}</td>
              <td>{formatShare(bar.share)}</td>
              {baseName !== undefined && <td>{formatShare(bar.baseShare)}</td>}
              {baseName !== undefined && <td>{formatIndex(bar.index)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
