import type { Catalog } from "../../../../src/catalog/types.ts";
import type { CustomerEvent } from "../../api/customers.ts";
import type { EventsEvidence } from "../../api/explain.ts";
import { formatCount } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { why as texts } from "../../texts/why.ts";
import { EventProperties } from "../customer/event-properties.tsx";
import { WhyMeasured } from "./why-measured.tsx";
import classes from "./why.module.css";

interface WhyEventsProps {
  readonly evidence: EventsEvidence;
  readonly catalog: Catalog;
  readonly timeZone: string;
}

/** The events that a condition saw: what they measure, the one that is picked, and the latest to open. */
export function WhyEvents({ evidence, catalog, timeZone }: WhyEventsProps) {
  const { matching, latest, picked } = evidence;
  const [newest] = latest;
  if (!newest) return <p className={classes.evidence}>{foundText(evidence)}.</p>;
  return (
    <>
      {picked && (
        <div className={classes.evidence}>
          {texts.picked} <SeenEvent event={picked} catalog={catalog} timeZone={timeZone} />
        </div>
      )}
      <details className={classes.evidence}>
        <summary>
          {foundText(evidence)}, {texts.latest(formatMoment(newest.time, timeZone))}
        </summary>
        {matching > latest.length && <p className={classes.more}>{texts.latestOnly(latest.length)}</p>}
        <ol className={classes.events}>
          {latest.map((event, index) => (
            <li key={index}>
              <SeenEvent event={event} catalog={catalog} timeZone={timeZone} />
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

function foundText({ matching, measured, picked }: EventsEvidence) {
  const shown = formatCount(matching);
  if (picked) return texts.pickedFrom(matching, shown);
  if (measured === null) return <b>{texts.events(matching, shown)}</b>;
  return <WhyMeasured measured={measured} count={measured.fn === "count" ? texts.events(matching, shown) : texts.inEvents(matching, shown)} />;
}

interface SeenEventProps extends Omit<WhyEventsProps, "evidence"> {
  readonly event: CustomerEvent;
}

function SeenEvent({ event, catalog, timeZone }: SeenEventProps) {
  return (
    <>
      <b>{event.event}</b> <time dateTime={event.time}>{formatMoment(event.time, timeZone)}</time>
      <EventProperties event={event} events={catalog.events} timeZone={timeZone} />
    </>
  );
}
