import { Button, Skeleton, VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle, IconHandStop, IconPencil, IconTrash } from "@tabler/icons-react";
import { type UseInfiniteQueryResult, useQuery } from "@tanstack/react-query";
import type { InfiniteData } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Notice, Notification, NotificationsPage } from "../api/notifications.ts";
import { sessionQuery } from "../api/session.ts";
import { ErrorNotice } from "../components/error-notice.tsx";
import { formatAgo, formatMoment } from "../format/time.ts";
import { notifications as texts } from "../texts/notifications.ts";
import classes from "./bell.module.css";

interface NoticeListProps {
  readonly found: UseInfiniteQueryResult<InfiniteData<NotificationsPage>>;
  /** A link was followed. */
  readonly onLeave: () => void;
}

const ICONS = {
  export_failed: IconAlertTriangle,
  export_held: IconHandStop,
  segment_changed: IconPencil,
  segment_deleted: IconTrash,
} as const;

/** What a user is told of, the newest first, each with the way to it. */
export function NoticeList({ found, onLeave }: NoticeListProps) {
  const { data: session } = useQuery(sessionQuery);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = found;
  if (error && !data) return <ErrorNotice title={texts.failed} error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={80} />;
  const all = data.pages.flatMap((page) => page.notifications);
  if (all.length === 0) return <p className={classes.none}>{texts.none}</p>;
  return (
    <div className={classes.scroll}>
      <ul className={classes.list} aria-label={texts.title}>
        {all.map((one) => (
          <Item key={one.id} notification={one} timeZone={session?.timeZone ?? "UTC"} onLeave={onLeave} />
        ))}
      </ul>
      {hasNextPage && (
        <Button size="compact-sm" variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </div>
  );
}

interface ItemProps {
  readonly notification: Notification;
  readonly timeZone: string;
  readonly onLeave: () => void;
}

function Item({ notification: { about, createdAt, readAt, finished }, timeZone, onLeave }: ItemProps) {
  const Mark = ICONS[about.kind];
  return (
    <li className={classes.notice} data-fresh={readAt === null || undefined} data-kind={finished ? undefined : about.kind}>
      <Mark size={16} aria-hidden className={classes.mark} />
      <div className={classes.words}>
        <b>
          {readAt === null && <VisuallyHidden>{texts.fresh}: </VisuallyHidden>}
          {saidOf(about, finished)}
        </b>
        {"run" in about && (
          <p>
            {about.message} {!finished && about.hint}
          </p>
        )}
        <div className={classes.foot}>
          <Way about={about} onLeave={onLeave} />
          <time dateTime={createdAt} title={formatMoment(createdAt, timeZone)}>
            {formatAgo(createdAt, Date.now())}
          </time>
        </div>
      </div>
    </li>
  );
}

function saidOf(about: Notice, finished: boolean): string {
  if (!("run" in about)) return texts[about.kind](about.name, about.by);
  if (!finished) return texts[about.kind](about.name, about.destination);
  return texts.finished(texts[about.kind === "export_held" ? "heldBefore" : about.kind](about.name, about.destination));
}

function Way({ about, onLeave }: { readonly about: Notice; readonly onLeave: () => void }) {
  const link = { className: classes.link, onClick: onLeave } as const;
  switch (about.kind) {
    case "export_failed":
    case "export_held":
      return about.run === null ? (
        <Link to="/exports" {...link}>
          {texts.toRuns}
        </Link>
      ) : (
        <Link to="/exports/$id" params={{ id: about.run }} {...link}>
          {texts.toRun}
        </Link>
      );
    case "segment_changed":
      return (
        <Link to="/segments/$id" params={{ id: about.segment }} search={{ tab: "history" }} {...link}>
          {texts.toHistory}
        </Link>
      );
    case "segment_deleted":
      return (
        <Link to="/segments/trash" {...link}>
          {texts.toTrash}
        </Link>
      );
  }
}
