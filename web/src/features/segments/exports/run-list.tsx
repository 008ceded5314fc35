import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ExportSource, runsQuery } from "../../../api/exports.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { RunsTable } from "../../../components/exports/runs-table.tsx";
import { segmentExports } from "../../../texts/segment-exports.ts";
import classes from "./exports.module.css";

const texts = segmentExports.runs;

/** What was exported of it, the newest first. */
export function RunList({ source, timeZone }: { readonly source: ExportSource; readonly timeZone: string }) {
  const found = useInfiniteQuery(runsQuery({ source }));
  const runs = found.data?.pages.flatMap((page) => page.runs) ?? [];
  return (
    <section aria-label={texts.title}>
      <h2 className={classes.heading}>{texts.title}</h2>
      {found.error && !found.data && <ErrorNotice title={texts.failed} error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={60} />}
      {found.data && runs.length === 0 && <p className={classes.soft}>{texts.none}</p>}
      {runs.length > 0 && <RunsTable runs={runs} by="destination" timeZone={timeZone} />}
      {found.hasNextPage && (
        <Button size="compact-sm" variant="subtle" mt={6} loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </section>
  );
}
