import { ActionIcon, Skeleton, Tooltip } from "@mantine/core";
import { IconRefreshAlert } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { segmentCountQuery } from "../../../api/segment-counts.ts";
import type { ListedSegment } from "../../../api/segments.ts";
import { formatCount, formatShare } from "../../../format/number.ts";
import { formatAgo, formatMoment } from "../../../format/time.ts";
import { segments as texts } from "../../../texts/segments.ts";
import classes from "./segments-table.module.css";

interface SegmentSizeProps {
  readonly segment: ListedSegment;
  readonly timeZone: string;
}

/** The size as of the last refresh, or counted now when there is none that still holds. */
export function SegmentSize({ segment, timeZone }: SegmentSizeProps) {
  const { size, problems } = segment;
  const broken = problems.length > 0;
  const { data, error, refetch } = useQuery({ ...segmentCountQuery(segment), enabled: size === null && !broken });
  if (broken || data === null) return <span className={classes.small}>{texts.notCounted}</span>;
  if (size) return <Size {...size} when={formatAgo(size.at, Date.now())} timeZone={timeZone} />;
  if (data) return <Size count={data.count} share={data.share} at={data.now} when={texts.now} timeZone={timeZone} />;
  if (error) {
    return (
      <Tooltip label={texts.countFailed(error.message)}>
        <ActionIcon variant="subtle" color="red" className={classes.above} aria-label={texts.recount} onClick={() => void refetch()}>
          <IconRefreshAlert size={17} />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <div role="status" aria-label={texts.counting}>
      <Skeleton height={14} width={64} ml="auto" />
      <Skeleton height={10} width={36} ml="auto" mt={6} />
    </div>
  );
}

interface SizeProps {
  readonly count: number;
  readonly share: number;
  readonly at: string;
  readonly when: string;
  readonly timeZone: string;
}

function Size({ count, share, at, when, timeZone }: SizeProps) {
  return (
    <div title={texts.countedAt(formatMoment(at, timeZone))}>
      <div className={classes.count}>{formatCount(count)}</div>
      <div className={classes.small}>
        {formatShare(share)}
        <span className={classes.when}> · {when}</span>
      </div>
    </div>
  );
}
