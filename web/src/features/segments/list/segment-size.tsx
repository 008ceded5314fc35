import { ActionIcon, Skeleton, Tooltip } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import { IconRefreshAlert } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { countQuery } from "../../../api/audience.ts";
import type { Segment } from "../../../api/segments.ts";
import { formatCount, formatShare } from "../../../format/number.ts";
import { segments as texts } from "../../../texts/segments.ts";
import classes from "./segments-table.module.css";

interface SegmentSizeProps {
  readonly segment: Segment;
  readonly enabled: boolean;
}

/** The exact size, counted once the row has come into view. */
export function SegmentSize({ segment, enabled }: SegmentSizeProps) {
  const { ref, inViewport } = useInViewport<HTMLDivElement>();
  const question = { where: segment.where, timeZone: segment.timeZone ?? undefined };
  const count = useQuery({ ...countQuery(question), enabled: enabled && inViewport });

  if (count.data) {
    return (
      <div ref={ref}>
        <div className={classes.count}>{formatCount(count.data.count)}</div>
        <div className={classes.small}>{formatShare(count.data.share)}</div>
      </div>
    );
  }
  if (count.error) {
    return (
      <Tooltip label={texts.countFailed(count.error.message)}>
        <ActionIcon
          variant="subtle"
          color="red"
          style={{ position: "relative", zIndex: 1 }}
          aria-label={texts.recount}
          onClick={() => void count.refetch()}
        >
          <IconRefreshAlert size={17} />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <div ref={ref} role="status" aria-label={texts.counting}>
      <Skeleton height={14} width={64} ml="auto" />
      <Skeleton height={10} width={36} ml="auto" mt={6} />
    </div>
  );
}
