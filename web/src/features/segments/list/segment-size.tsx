import { ActionIcon, Skeleton, Tooltip } from "@mantine/core";
import { IconRefreshAlert } from "@tabler/icons-react";
import type { Receipt } from "../../../api/receipt.ts";
import { formatCount, formatShare } from "../../../format/number.ts";
import { segments as texts } from "../../../texts/segments.ts";
import classes from "./segments-table.module.css";

interface SegmentSizeProps {
  /** Undefined: not counted yet. */
  readonly receipt: Receipt | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
}

export function SegmentSize({ receipt, error, onRetry }: SegmentSizeProps) {
  if (receipt) {
    return (
      <>
        <div className={classes.count}>{formatCount(receipt.count)}</div>
        <div className={classes.small}>{formatShare(receipt.share)}</div>
      </>
    );
  }
  if (error) {
    return (
      <Tooltip label={texts.countFailed(error.message)}>
        <ActionIcon variant="subtle" color="red" className={classes.recount} aria-label={texts.recount} onClick={onRetry}>
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
