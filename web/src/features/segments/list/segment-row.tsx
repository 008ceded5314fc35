import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { catalogQuery } from "../../../api/catalog.ts";
import type { Segment } from "../../../api/segments.ts";
import { sessionQuery } from "../../../api/session.ts";
import { formatAgo, formatMoment } from "../../../format/time.ts";
import { segments as texts } from "../../../texts/segments.ts";
import { repairQuery } from "./repair.ts";
import { SegmentSize } from "./segment-size.tsx";
import classes from "./segments-table.module.css";

export function SegmentRow({ segment }: { readonly segment: Segment }) {
  const { data: catalog } = useQuery(catalogQuery);
  const { data: session } = useQuery(sessionQuery);
  const workspaceZone = session?.timeZone ?? "UTC";
  const { data: broken } = useQuery(repairQuery(segment, catalog, segment.timeZone ?? workspaceZone));

  return (
    <tr className={classes.row}>
      <td>
        <Link to="/segments/$id" params={{ id: segment.id }} className={classes.name}>
          {segment.name}
        </Link>{" "}
        {broken && (
          <span className={classes.repair} title={texts.needsRepairHint}>
            {texts.needsRepair}
          </span>
        )}
        <div className={classes.sentence}>{segment.sentence}</div>
      </td>
      <td className={classes.number}>
        {broken ? <span className={classes.small}>{texts.notCounted}</span> : <SegmentSize segment={segment} enabled={broken === false} />}
      </td>
      <td className={classes.changed}>
        <div title={formatMoment(segment.updatedAt, workspaceZone)}>{formatAgo(segment.updatedAt, Date.now())}</div>
        <div className={classes.small}>{segment.owner.name}</div>
      </td>
    </tr>
  );
}
