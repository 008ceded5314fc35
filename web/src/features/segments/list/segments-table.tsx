import { Checkbox, VisuallyHidden } from "@mantine/core";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ListedSegment, SegmentSort } from "../../../api/segments.ts";
import { TableSpace } from "../../../components/table-space.tsx";
import { segments as texts } from "../../../texts/segments.ts";
import { type SegmentActions, SegmentRow } from "./segment-row.tsx";
import classes from "./segments-table.module.css";
import { SortHeader } from "./sort-header.tsx";

interface SegmentsTableProps extends SegmentActions {
  readonly segments: readonly ListedSegment[];
  readonly total: number;
  readonly timeZone: string;
  /** They answer the question before the one being asked. */
  readonly stale: boolean;
  readonly sort: SegmentSort;
  readonly order: "asc" | "desc";
  readonly onSort: (sort: SegmentSort, order: "asc" | "desc") => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (id: string, selected: boolean) => void;
  readonly onSelectAll: (selected: boolean) => void;
  /** Undefined: there are no more, or they are on their way. */
  readonly onMore: (() => void) | undefined;
}

const ROW_HEIGHT = 63;
/** How many rows before the last the next page is asked for. */
const AHEAD = 15;

/** Only the rows in view are in the document, so that thousands scroll without a stop. */
export function SegmentsTable(props: SegmentsTableProps) {
  const { segments, total, timeZone, stale, selected, onSelect, onSelectAll, onMore, onCopy, onTag, onDelete } = props;
  const sorting = { sort: props.sort, order: props.order, onSort: props.onSort };
  const table = useRef<HTMLTableElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(table.current?.offsetTop ?? 0), []);
  const virtual = useWindowVirtualizer({
    count: segments.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: top,
    getItemKey: (index) => segments[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const nearEnd = last !== undefined && last.index >= segments.length - AHEAD;
  useEffect(() => {
    if (nearEnd) onMore?.();
  }, [nearEnd, onMore]);
  const chosen = segments.filter(({ id }) => selected.has(id)).length;

  return (
    <div className={classes.card} aria-busy={stale}>
      <table ref={table} className={classes.table} aria-label={texts.title} aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={classes.select}>
              <Checkbox
                size="xs"
                aria-label={texts.selectAll}
                checked={chosen > 0 && chosen === segments.length}
                indeterminate={chosen > 0 && chosen < segments.length}
                onChange={(event) => onSelectAll(event.currentTarget.checked)}
              />
            </th>
            <SortHeader {...sorting} by={["name"]} />
            <SortHeader {...sorting} by={["tags"]} className={classes.tags} />
            <SortHeader {...sorting} by={["size"]} className={classes.number} hint={texts.sizeHint} />
            <th scope="col" className={classes.line}>
              {texts.columns.line}
            </th>
            <SortHeader {...sorting} by={["exported"]} className={classes.exported} />
            <SortHeader {...sorting} by={["modified", "owner"]} className={classes.changed} />
            <th scope="col" className={classes.menu}>
              <VisuallyHidden>{texts.columns.actions}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          <TableSpace height={first ? first.start - top : 0} columns={1} />
          {items.map(({ index, key }) => {
            const segment = segments[index];
            if (!segment) return null;
            return (
              <SegmentRow
                key={key}
                {...{ segment, index, timeZone, onSelect, onCopy, onTag, onDelete }}
                selected={selected.has(segment.id)}
                measure={virtual.measureElement}
              />
            );
          })}
          <TableSpace height={last ? virtual.getTotalSize() - (last.end - top) : 0} columns={1} />
        </tbody>
      </table>
    </div>
  );
}
