import { useQuery } from "@tanstack/react-query";
import { useInViewport } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { countQuery } from "../../../api/audience.ts";
import { ApiError } from "../../../api/client.ts";
import type { Segment } from "../../../api/segments.ts";
import { sessionQuery } from "../../../api/session.ts";
import { formatAgo, formatMoment } from "../../../format/time.ts";
import { segments as texts } from "../../../texts/segments.ts";
import { SegmentSize } from "./segment-size.tsx";
import classes from "./segments-table.module.css";

/** One segment. It is counted once its row has come into view; a definition that no longer fits is refused, and so found out. */
export function SegmentRow({ segment }: { readonly segment: Segment }) {
  const { data: session } = useQuery(sessionQuery);
  const { ref, inViewport } = useInViewport<HTMLTableRowElement>();
  const question = { where: segment.where, ownTimeZone: segment.timeZone ?? undefined };
  const count = useQuery({ ...countQuery(question), enabled: inViewport });
  const broken = count.error instanceof ApiError && count.error.code === "invalid_definition";

  return (
    <tr ref={ref} className={classes.row}>
      <td>
        <Link to="/segments/$id" params={{ id: segment.id }} className={classes.name}>
          {segment.name}
        </Link>{" "}
        {broken && (
          <span className={classes.repair} title={texts.needsRepairHint}>
            {texts.needsRepair}
          </span>
        )}
        <div className={classes.sentence}>{segment.short}</div>
      </td>
      <td className={classes.number}>
        {broken ? (
          <span className={classes.small}>{texts.notCounted}</span>
        ) : (
          <SegmentSize receipt={count.data} error={count.error} onRetry={() => void count.refetch()} />
        )}
      </td>
      <td className={classes.changed}>
        <div title={formatMoment(segment.updatedAt, session?.timeZone ?? "UTC")}>{formatAgo(segment.updatedAt, Date.now())}</div>
        <div className={classes.small}>{segment.owner.name}</div>
      </td>
    </tr>
  );
}
