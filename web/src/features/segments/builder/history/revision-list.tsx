import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Catalog } from "../../../../../../src/catalog/types.ts";
import { type Revision, revisionCountsQuery, revisionsQuery } from "../../../../api/history.ts";
import { ErrorNotice } from "../../../../components/error-notice.tsx";
import { history } from "../../../../texts/history.ts";
import { useNamesOf } from "../segment-names.ts";
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
const SHOWN = 20;

/** The revisions of a segment, the newest first. */
export function RevisionList({ id, catalog, timeZone, restoring, onRestore }: RevisionListProps) {
  const { data: revisions, error, refetch } = useQuery(revisionsQuery(id));
  const [most, setMost] = useState(SHOWN);
  const [now] = useState(() => Date.now());
  const shown = useMemo(() => revisions?.slice(0, most) ?? [], [revisions, most]);
  const numbers = useMemo(() => shown.map(({ revision }) => revision), [shown]);
  const counts = useQuery(revisionCountsQuery(id, numbers));
  const names = useNamesOf(useMemo(() => shown.map(({ where }) => where), [shown]));
  const left = (revisions?.length ?? 0) - shown.length;
  return (
    <section className={classes.card} aria-labelledby="revisions">
      <h2 className={classes.title} id="revisions">
        {texts.title}
      </h2>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!revisions && !error && <Skeleton height={220} />}
      {counts.error && <ErrorNotice error={counts.error} onRetry={() => void counts.refetch()} />}
      <ol className={classes.revisions}>
        {shown.map((revision, index) => (
          <RevisionItem
            key={revision.revision}
            revision={revision}
            before={revisions?.[index + 1]}
            current={index === 0}
            count={counts.data ? (counts.data[revision.revision] ?? null) : undefined}
            catalog={catalog}
            segments={names}
            timeZone={timeZone}
            now={now}
            restoring={restoring}
            onRestore={() => onRestore(revision)}
          />
        ))}
      </ol>
      {left > 0 && (
        <Button variant="default" mt="md" onClick={() => setMost(most + SHOWN)}>
          {texts.more(Math.min(left, SHOWN))}
        </Button>
      )}
    </section>
  );
}
