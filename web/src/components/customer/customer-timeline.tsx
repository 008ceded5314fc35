import { Text, Title } from "@mantine/core";
import type { EventType } from "../../../../src/catalog/types.ts";
import type { Customer } from "../../api/customers.ts";
import { formatCount } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { customers as texts } from "../../texts/customers.ts";
import { CellValue } from "../value/cell-value.tsx";
import classes from "./customer.module.css";

interface CustomerTimelineProps {
  readonly customer: Customer;
  readonly events: readonly EventType[];
  readonly timeZone: string;
}

export function CustomerTimeline({ customer, events, timeZone }: CustomerTimelineProps) {
  const counts = Object.entries(customer.eventCounts);
  const typeOf = (event: string, property: string) =>
    events.find(({ name }) => name === event)?.properties.find(({ name }) => name === property)?.type;
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
        {customer.events.map(({ event, time, properties }, index) => (
          <li key={index}>
            <div className={classes.event}>
              <b>{event}</b>
              <time dateTime={time}>{formatMoment(time, timeZone)}</time>
            </div>
            <dl className={classes.properties} aria-label={texts.profile.properties(event)}>
              {Object.entries(properties)
                .filter(([, value]) => value !== null)
                .map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>
                      <CellValue value={value} type={typeOf(event, name)} timeZone={timeZone} />
                    </dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
      </ol>
    </section>
  );
}
