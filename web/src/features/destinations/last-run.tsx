import { Link } from "@tanstack/react-router";
import type { ListedDestination } from "../../api/destinations.ts";
import { RunStatusMark } from "../../components/exports/run-status.tsx";
import { formatMoment } from "../../format/time.ts";
import { destinations } from "../../texts/destinations.ts";
import classes from "./list.module.css";

/** The newest run to a destination, as it goes on. */
export function LastRun({ last, timeZone }: { readonly last: ListedDestination["last"]; readonly timeZone: string }) {
  if (last === null) return <span className={classes.small}>{destinations.list.noRun}</span>;
  return (
    <Link to="/exports/$id" params={{ id: last.run }} className={classes.run}>
      <RunStatusMark status={last.status} />
      <span className={classes.small}>{formatMoment(last.at, timeZone)}</span>
    </Link>
  );
}
