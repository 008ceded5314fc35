import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Cell } from "../../api/audience.ts";
import type { Evidence } from "../../api/explain.ts";
import { formatCount } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { common } from "../../texts/common.ts";
import { why as texts } from "../../texts/why.ts";
import { EventProperties } from "../customer/event-properties.tsx";
import { CellValue } from "../value/cell-value.tsx";
import classes from "./why.module.css";

interface WhyEvidenceProps {
  readonly evidence: Evidence;
  readonly catalog: Catalog;
  readonly timeZone: string;
}

/** What a condition saw of the customer: the value, or the events that match. */
export function WhyEvidence({ evidence, catalog, timeZone }: WhyEvidenceProps) {
  if (evidence.kind === "membership") return null;
  if (evidence.kind === "value") {
    const type = catalog.attributes.find(({ name }) => name === evidence.attribute)?.type;
    return (
      <p className={classes.evidence}>
        {texts.here}{" "}
        <b>
          {isUnknown(evidence.value) ? common.unknown : <CellValue value={evidence.value} type={type} timeZone={timeZone} />}
        </b>
      </p>
    );
  }
  const { matching, latest } = evidence;
  const [newest] = latest;
  if (!newest) return <p className={classes.evidence}>{texts.noEvents}</p>;
  return (
    <details className={classes.evidence}>
      <summary>
        <b>{texts.events(matching, formatCount(matching))}</b>, {texts.latest(formatMoment(newest.time, timeZone))}
      </summary>
      {matching > latest.length && <p className={classes.more}>{texts.latestOnly(latest.length)}</p>}
      <ol className={classes.events}>
        {latest.map((event, index) => (
          <li key={index}>
            <b>{event.event}</b> <time dateTime={event.time}>{formatMoment(event.time, timeZone)}</time>
            <EventProperties event={event} events={catalog.events} timeZone={timeZone} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function isUnknown(value: Cell): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
