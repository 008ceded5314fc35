import { Button, Skeleton } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { EventType } from "../../../../src/catalog/types.ts";
import { type EventChoice, timelineQuery } from "../../api/customers.ts";
import { formatMoment } from "../../format/time.ts";
import { common } from "../../texts/common.ts";
import { timeline as texts } from "../../texts/timeline.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { EventProperties } from "./event-properties.tsx";
import classes from "./timeline.module.css";

interface TimelineEventsProps {
  readonly customerKey: string;
  readonly choice: EventChoice;
  readonly events: readonly EventType[];
  readonly timeZone: string;
}

/** The events that were chosen, the newest first, page after page. */
export function TimelineEvents({ customerKey, choice, events, timeZone }: TimelineEventsProps) {
  const pages = useInfiniteQuery({ ...timelineQuery(customerKey, choice), placeholderData: keepPreviousData });
  const shown = pages.data?.pages.flatMap((page) => page.events);
  if (pages.error && !shown) return <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  if (!shown) return <Skeleton height={240} role="status" aria-label={common.loading} />;
  return (
    <div data-old={pages.isPlaceholderData || undefined} className={classes.list}>
      {shown.length === 0 && <p className={classes.none}>{texts.noneChosen}</p>}
      <ol className={classes.events}>
        {shown.map((event, index) => (
          <li key={index}>
            <div className={classes.event}>
              <b>{event.event}</b>
              <time dateTime={event.time}>{formatMoment(event.time, timeZone)}</time>
            </div>
            <EventProperties event={event} events={events} timeZone={timeZone} />
          </li>
        ))}
      </ol>
      {pages.isFetchNextPageError && pages.error && <ErrorNotice error={pages.error} />}
      {pages.hasNextPage && (
        <Button variant="default" onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {texts.more}
        </Button>
      )}
    </div>
  );
}
