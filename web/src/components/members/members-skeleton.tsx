import { Skeleton } from "@mantine/core";
import { members as texts } from "../../texts/members.ts";
import classes from "./members.module.css";

const ROWS = Array.from({ length: 10 }, (_, row) => row);

export function MembersSkeleton() {
  return (
    <div className={classes.scroll} role="status" aria-label={texts.loading}>
      {ROWS.map((row) => (
        <div key={row} style={{ display: "flex", gap: 28, padding: "13px 14px", borderBottom: "1px solid var(--line)" }}>
          <Skeleton height={14} width={190} />
          <Skeleton height={14} width={110} />
          <Skeleton height={14} width={140} visibleFrom="sm" />
          <Skeleton height={14} width={90} visibleFrom="sm" />
        </div>
      ))}
    </div>
  );
}
