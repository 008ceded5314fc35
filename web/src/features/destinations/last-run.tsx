import { Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { runsQuery } from "../../api/exports.ts";
import { RunStatusMark } from "../../components/exports/run-status.tsx";
import { formatMoment } from "../../format/time.ts";
import { destinations } from "../../texts/destinations.ts";
import classes from "./list.module.css";

/** The newest run to a destination, as it goes on. */
export function LastRun({ destination, timeZone }: { readonly destination: string; readonly timeZone: string }) {
  const { data, isPending } = useInfiniteQuery(runsQuery({ destination }));
  const run = data?.pages[0]?.runs[0];
  if (isPending) return <Skeleton height={20} width={90} />;
  if (!run) return <span className={classes.small}>{destinations.list.noRun}</span>;
  return (
    <Link to="/exports/$id" params={{ id: run.id }} className={classes.run}>
      <RunStatusMark status={run.status} />
      <span className={classes.small}>{formatMoment(run.createdAt, timeZone)}</span>
    </Link>
  );
}
