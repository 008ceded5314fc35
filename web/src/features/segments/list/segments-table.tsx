import type { Segment } from "../../../api/segments.ts";
import { segments as texts } from "../../../texts/segments.ts";
import { SegmentRow } from "./segment-row.tsx";
import classes from "./segments-table.module.css";

interface SegmentsTableProps {
  readonly segments: readonly Segment[];
  /** They answer the search before the one being typed. */
  readonly stale: boolean;
}

export function SegmentsTable({ segments, stale }: SegmentsTableProps) {
  return (
    <div className={classes.card} aria-busy={stale}>
      <table className={classes.table} aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col">{texts.columns.name}</th>
            <th scope="col" className={classes.number}>
              {texts.columns.customers}
            </th>
            <th scope="col" className={classes.changed}>
              {texts.columns.changed}
            </th>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment) => (
            <SegmentRow key={segment.id} segment={segment} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
