import { Text, Title } from "@mantine/core";
import type { EventType } from "../../../../src/catalog/types.ts";
import type { Customer } from "../../api/customers.ts";
import { formatCount } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { customers as texts } from "../../texts/customers.ts";
import classes from "./customer.module.css";
import { EventProperties } from "./event-properties.tsx";

interface CustomerTimelineProps {
  readonly customer: Customer;
  readonly events: readonly EventType[];
  readonly timeZone: string;
}

export function CustomerTimeline({ customer, events, timeZone }: CustomerTimelineProps) {
  const counts = Object.entries(customer.eventCounts);
  return (
    <section className={classes.section}>
      <Title order={2} className={classes.heading}>
        {texts.profile.events}
      </Title>
      {counts.length > 0 && (
        <ul className={classes.counts} aria-label={texts.profile.eventCounts}>
          {counts.map(([event, count]) => (
            <li key={event}>
              {event} <b>{formatCount(count)}</b>
            </li>
          ))}
        </ul>
      )}
      {customer.events.length === 0 && (
        <Text size="md" c="dimmed">
          {texts.profile.noEvents}
        </Text>
      )}
      <ol className={classes.timeline}>
        {customer.events.map((event, index) => (
          <li key={index}>
            <div className={classes.event}>
              <b>{event.event}</b>
              <time dateTime={event.time}>{formatMoment(event.time, timeZone)}</time>
            </div>
            <EventProperties event={event} events={events} timeZone={timeZone} />
          </li>
        ))}
      </ol>
    </section>
  );
}
