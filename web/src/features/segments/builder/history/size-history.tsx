import { Button, Skeleton } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconRefresh } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type DoneRefresh, refreshesQuery } from "../../../../api/history.ts";
import { ErrorNotice } from "../../../../components/error-notice.tsx";
import type { OpenedSet } from "../../../../components/open-customers/opened-set.ts";
import { formatMoment } from "../../../../format/time.ts";
import { history } from "../../../../texts/history.ts";
import classes from "./history.module.css";
import { movedCondition } from "./moved-condition.ts";
import { RefreshTable } from "./refresh-table.tsx";
import { SizeChart } from "./size-chart.tsx";

interface SizeHistoryProps {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly onRefresh: () => void;
  readonly refreshing: boolean;
}

const texts = history.sizes;

/** How the size went from refresh to refresh, and who entered and left in between. */
export function SizeHistory({ id, name, timeZone, onRefresh, refreshing }: SizeHistoryProps) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(refreshesQuery(id));
  const { ref, width } = useElementSize<HTMLDivElement>();
  const refreshes = data?.pages.flatMap((page) => page.refreshes) ?? [];
  const done = refreshes.filter((one): one is DoneRefresh => one.status === "done").toReversed();
  const moved = ({ id: to, comparedWith, receipt, movesKept }: DoneRefresh, side: "entered" | "left"): OpenedSet => {
    const time = formatMoment(receipt.now, timeZone);
    const title = side === "entered" ? texts.enteredTitle(name, time) : texts.leftTitle(name, time);
    const before = done.find((one) => one.id === comparedWith)?.receipt.now;
    const begins = movesKept && { begins: movedCondition(id, side, before, receipt.now) };
    return { title, moved: { segment: id, from: comparedWith ?? to, to, side }, ...begins };
  };
  return (
    <section className={classes.card} aria-labelledby="sizes">
      <div className={classes.head}>
        <h2 className={classes.title} id="sizes">
          {texts.title}
        </h2>
        <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} loading={refreshing} onClick={onRefresh}>
          {texts.refresh}
        </Button>
      </div>
      <div ref={ref}>
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton height={220} />}
        {data && refreshes.length === 0 && <p className={classes.unknown}>{texts.empty}</p>}
        {done.length > 1 && width > 0 && <SizeChart refreshes={done} width={width} timeZone={timeZone} setOf={moved} />}
        {refreshes.length > 0 && <RefreshTable refreshes={refreshes} timeZone={timeZone} setOf={moved} />}
      </div>
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </section>
  );
}
