import { Skeleton } from "@mantine/core";
import { common } from "../../../texts/common.ts";
import classes from "./segments-table.module.css";

const ROWS = [220, 160, 260, 190, 240];

export function SegmentsSkeleton() {
  return (
    <div className={classes.card} role="status" aria-label={common.loading}>
      <div className={classes.headPlace} />
      {ROWS.map((width) => (
        <div key={width} className={classes.rowPlace}>
          <Skeleton height={13} width={width} maw="60%" />
          <Skeleton height={11} width={width * 1.9} maw="85%" mt={8} />
        </div>
      ))}
    </div>
  );
}
