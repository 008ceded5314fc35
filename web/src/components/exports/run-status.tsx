import { IconBan, IconCheck, IconClock, IconHandStop, type Icon, IconLoader, IconX } from "@tabler/icons-react";
import type { RunStatus } from "../../api/exports.ts";
import { exports } from "../../texts/exports.ts";
import classes from "./runs.module.css";

const ICONS: Readonly<Record<RunStatus, Icon>> = {
  waiting: IconClock,
  running: IconLoader,
  held: IconHandStop,
  finished: IconCheck,
  failed: IconX,
  cancelled: IconBan,
};

/** How a run stands, in a word. */
export function RunStatusMark({ status }: { readonly status: RunStatus }) {
  const Shape = ICONS[status];
  return (
    <span className={classes.status} data-status={status}>
      <Shape size={13} stroke={2.2} aria-hidden />
      {exports.status[status]}
    </span>
  );
}
