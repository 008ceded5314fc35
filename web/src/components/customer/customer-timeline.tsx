import { Select, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { EventType } from "../../../../src/catalog/types.ts";
import { activityQuery, type Customer, type EventChoice } from "../../api/customers.ts";
import { formatCount } from "../../format/number.ts";
import { timeline as texts } from "../../texts/timeline.ts";
import { ActivityChart } from "./activity-chart.tsx";
import classes from "./timeline.module.css";
import { TimelineEvents } from "./timeline-events.tsx";
import { type Times, timesOf, usualTimes } from "./timeline-times.ts";
import { TimelineTypes } from "./timeline-types.tsx";
import section from "./customer.module.css";

interface CustomerTimelineProps {
  readonly customer: Customer;
  readonly events: readonly EventType[];
  readonly timeZone: string;
  /** When it is looked at, epoch milliseconds. */
  readonly now: number;
}

/** What the customer did: by kind and time, as a chart and as a list. */
export function CustomerTimeline({ customer, events, timeZone, now }: CustomerTimelineProps) {
  const [names, setNames] = useState<readonly string[]>([]);
  const usual = usualTimes(now);
  const [times, setTimes] = useState<Times>(usual[0]);
  const choice: EventChoice = { ...(names.length > 0 && { events: names }), from: times.from, to: times.to };
  const { data: activity } = useQuery(activityQuery(customer.key, choice, timeZone));
  const bars = activity?.bars ?? [];
  const own = [...(usual.some(({ id }) => id === times.id) ? [] : [times]), ...bars.map(timesOf).toReversed()];
  const ofBars = own.filter((one, index) => own.findIndex(({ id }) => id === one.id) === index);
  const none = Object.keys(customer.eventCounts).length === 0;

  return (
    <section className={section.section}>
      <div className={classes.head}>
        <Title order={2} className={section.heading}>
          {texts.title}
        </Title>
        {!none && (
          <Select
            size="sm"
            aria-label={texts.times}
            data={[
              { group: texts.usual, items: usual.map(({ id, label }) => ({ value: id, label })) },
              { group: texts.narrower, items: ofBars.map(({ id, label }) => ({ value: id, label })) },
            ].filter(({ items }) => items.length > 0)}
            value={times.id}
            allowDeselect={false}
            maxDropdownHeight={320}
            onChange={(id) => setTimes([...usual, ...ofBars].find((one) => one.id === id) ?? usual[0])}
            w={170}
          />
        )}
      </div>
      {none ? (
        <p className={classes.none}>{texts.none}</p>
      ) : (
        <>
          <TimelineTypes counts={customer.eventCounts} chosen={names} onChoose={setNames} />
          <p className={classes.total} role="status">
            {activity && texts.total(formatCount(activity.total))}
          </p>
          <div className={classes.chartPlace}>
            <ActivityChart bars={bars} onChoose={(bar) => setTimes(timesOf(bar))} />
          </div>
          <TimelineEvents customerKey={customer.key} choice={choice} events={events} timeZone={timeZone} />
        </>
      )}
    </section>
  );
}
