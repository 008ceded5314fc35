import { ActionIcon, Loader, Skeleton, Tooltip } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ErrorNotice } from "../../../../components/error-notice.tsx";
import { CustomersButton } from "../../../../components/open-customers/customers-button.tsx";
import type { OpenedSet } from "../../../../components/open-customers/opened-set.ts";
import { formatCount, formatShare } from "../../../../format/number.ts";
import { formatClock } from "../../../../format/time.ts";
import { panel as texts } from "../../../../texts/panel.ts";
import type { Size } from "../use-size.ts";
import classes from "./panel.module.css";

interface SizePanelProps {
  readonly size: Size;
  /** The server has something against the definition, which is shown at the condition. */
  readonly refused: boolean;
  /** When it is looked at, epoch milliseconds. */
  readonly now: number;
  readonly onRefresh: () => void;
  /** The customers on the screen. */
  readonly set: () => OpenedSet;
  /** What stands below: how it went. */
  readonly children?: ReactNode;
}

/** The exact size. A number that is not of what is on the screen is greyed, and says so. */
export function SizePanel({ size, refused, now, onRefresh, set, children }: SizePanelProps) {
  const { receipt, state, error, retry } = size;
  const current = state === "current";
  return (
    <section aria-busy={state === "pending"}>
      <div className={classes.head}>
        <h2 className={classes.heading}>{texts.size}</h2>
        {state === "pending" && <Loader size={14} role="img" aria-label={texts.counting} />}
        <Tooltip label={texts.refreshHint} multiline maw={260}>
          <ActionIcon className={classes.refresh} variant="subtle" color="gray" aria-label={texts.refresh} onClick={onRefresh}>
            <IconRefresh size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {receipt ? (
        <div className={classes.size} data-old={!current || undefined}>
          <div className={classes.count} data-testid="segment-count">
            {current ? (
              <CustomersButton label={texts.open(formatCount(receipt.count))} set={set}>
                {formatCount(receipt.count)}
              </CustomersButton>
            ) : (
              formatCount(receipt.count)
            )}
          </div>
          <div className={classes.soft}>{texts.ofBase(formatShare(receipt.share), formatCount(receipt.base))}</div>
          <div className={classes.bar} aria-hidden>
            <div style={{ width: `${receipt.share * 100}%` }} />
          </div>
          {state !== "pending" && <div className={classes.small}>{texts.asOf(formatClock(receipt.now, receipt.timeZone, now))}</div>}
        </div>
      ) : (
        state === "pending" && <Skeleton height={74} />
      )}
      <div className={classes.state} role="status" data-counting={state === "pending" || undefined}>
        {state === "pending" && receipt && texts.pending}
        {(state === "blocked" || refused) && (receipt ? texts.blocked : texts.blockedFirst)}
      </div>
      {children}
      {error && !refused && <ErrorNotice title={texts.failed} error={error} onRetry={retry} />}
    </section>
  );
}
