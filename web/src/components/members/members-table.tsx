import { Button } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { Attribute, DataType } from "../../../../src/catalog/types.ts";
import type { Member } from "../../api/audience.ts";
import { common } from "../../texts/common.ts";
import { members as texts } from "../../texts/members.ts";
import { TableSpace } from "../table-space.tsx";
import { CellValue } from "../value/cell-value.tsx";
import classes from "./members.module.css";
import { SortHead, type Sorting } from "./sort-head.tsx";

interface MembersTableProps {
  readonly rows: readonly Member[];
  readonly total: number;
  readonly columns: readonly Attribute[];
  /** The names of the columns as the values of a row stand. */
  readonly order: readonly string[];
  readonly timeZone: string;
  /** Left out: they have one order. */
  readonly sorting?: Sorting | undefined;
  /** They answer the choice before the one being asked. */
  readonly stale?: boolean | undefined;
  /** What is shown is another list when this is another: it begins at its top. */
  readonly list?: string | undefined;
  readonly more: { readonly has: boolean; readonly loading: boolean; readonly failed: boolean; readonly load: () => void };
  readonly onOpen: (key: string) => void;
}

const TEXT: DataType = { kind: "value", of: "text" };
const ROW_HEIGHT = 41;
const COLUMN_WIDTH = 160;
const KEY_WIDTH = 220;
/** How many rows before the last the next page is asked for. */
const AHEAD = 20;

/** Only the rows in view are in the document, so that millions can be paged through. */
export function MembersTable({ rows, total, columns, order, timeZone, sorting, stale = false, list, more, onOpen }: MembersTableProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const nearEnd = last !== undefined && last.index >= rows.length - AHEAD;
  const { has, loading, failed, load } = more;
  useEffect(() => {
    if (nearEnd && has && !loading && !failed && !stale) load();
  }, [nearEnd, has, loading, failed, stale, load]);

  useEffect(() => scroll.current?.scrollTo({ top: 0 }), [list]);

  return (
    <>
      <div ref={scroll} aria-busy={stale} className={classes.scroll} tabIndex={0} role="region" aria-label={texts.table}>
        <table
          className={classes.table}
          style={{ minWidth: KEY_WIDTH + columns.length * COLUMN_WIDTH }}
          aria-label={texts.table}
          aria-rowcount={total + 1}
        >
          <thead>
            <tr aria-rowindex={1}>
              <SortHead attribute={null} type={TEXT} className={classes.key} sorting={sorting} />
              {columns.map(({ name, type }) => (
                <SortHead key={name} attribute={name} type={type} className={isNumber(type) ? classes.number : undefined} sorting={sorting} />
              ))}
            </tr>
          </thead>
          <tbody>
            <TableSpace height={first?.start ?? 0} columns={columns.length + 1} />
            {items.map(({ index }) => {
              const row = rows[index];
              if (!row) return null;
              return (
                <tr key={row.key} aria-rowindex={index + 2}>
                  <th scope="row" className={classes.key}>
                    <button type="button" className={classes.open} title={row.key} onClick={() => onOpen(row.key)}>
                      {row.key}
                    </button>
                  </th>
                  {columns.map(({ name, type }) => (
                    <td key={name} className={isNumber(type) ? classes.number : undefined}>
                      <CellValue value={row.values[order.indexOf(name)]} type={type} timeZone={timeZone} />
                    </td>
                  ))}
                </tr>
              );
            })}
            <TableSpace height={last ? virtual.getTotalSize() - last.end : 0} columns={columns.length + 1} />
          </tbody>
        </table>
      </div>
      <div className={classes.foot} role="status">
        {loading && common.loading}
        {failed && (
          <>
            {texts.moreFailed}
            <Button size="compact-sm" variant="default" onClick={load}>
              {common.retry}
            </Button>
          </>
        )}
        {!has && !loading && texts.end}
      </div>
    </>
  );
}

function isNumber(type: Attribute["type"]): boolean {
  return type.kind === "value" && type.of === "number";
}
