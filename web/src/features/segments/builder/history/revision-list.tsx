import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery, useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Catalog } from "../../../../../../src/catalog/types.ts";
import { type Revision, revisionCountsQuery, revisionsQuery } from "../../../../api/history.ts";
import type { Receipt } from "../../../../api/receipt.ts";
import { ErrorNotice } from "../../../../components/error-notice.tsx";
import { history } from "../../../../texts/history.ts";
import { useReferredNames } from "../referred-names.ts";
import classes from "./history.module.css";
import { RevisionItem } from "./revision-item.tsx";

interface RevisionListProps {
  readonly id: string;
  readonly catalog: Catalog;
  readonly timeZone: string;
  readonly restoring: boolean;
  readonly onRestore: (revision: Revision) => void;
}

const texts = history.revisions;

/** The revisions of a segment, the newest first. */
export function RevisionList({ id, catalog, timeZone, restoring, onRestore }: RevisionListProps) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(revisionsQuery(id));
  const [now] = useState(() => Date.now());
  const revisions = useMemo(() => data?.pages.flatMap((page) => page.revisions) ?? [], [data]);
  const shown = useMemo(() => (hasNextPage ? revisions.slice(0, -1) : revisions), [hasNextPage, revisions]);
  const pages = data?.pages.map((page) => page.revisions.map(({ revision }) => revision)) ?? [];
  const counts = useQueries({ queries: pages.map((numbers) => revisionCountsQuery(id, numbers)), combine: countsOf });
  const names = useReferredNames(useMemo(() => shown.map(({ where }) => where), [shown]));
  return (
    <section className={classes.card} aria-labelledby="revisions">
      <h2 className={classes.title} id="revisions">
        {texts.title}
      </h2>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={220} />}
      {counts.error && <ErrorNotice error={counts.error} onRetry={counts.retry} />}
      <ol className={classes.revisions}>
        {shown.map((revision, index) => (
          <RevisionItem
            key={revision.revision}
            revision={revision}
            before={revisions[index + 1]}
            current={index === 0}
            count={counts.of(revision.revision)}
            catalog={catalog}
            names={names}
            timeZone={timeZone}
            now={now}
            restoring={restoring}
            onRestore={() => onRestore(revision)}
          />
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </section>
  );
}

/** The counts of several pages as one. Undefined: it is not known yet; null: the revision needs repair. */
function countsOf(answers: readonly UseQueryResult<Readonly<Record<string, Receipt>>>[]) {
  const failed = answers.find(({ error }) => error !== null);
  return {
    error: failed?.error ?? undefined,
    retry: () => void failed?.refetch(),
    of: (revision: number): Receipt | null | undefined => {
      for (const { data } of answers) if (data?.[revision]) return data[revision];
      return answers.some(({ data }) => data === undefined) ? undefined : null;
    },
  };
}
