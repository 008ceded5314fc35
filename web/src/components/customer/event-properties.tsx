import type { EventType } from "../../../../src/catalog/types.ts";
import type { CustomerEvent } from "../../api/customers.ts";
import { customers as texts } from "../../texts/customers.ts";
import { CellValue } from "../value/cell-value.tsx";
import classes from "./customer.module.css";

interface EventPropertiesProps {
  readonly event: CustomerEvent;
  readonly events: readonly EventType[];
  readonly timeZone: string;
}

/** What is known of one event. */
export function EventProperties({ event: { event, properties }, events, timeZone }: EventPropertiesProps) {
  const known = Object.entries(properties).filter(([, value]) => value !== null);
  if (known.length === 0) return null;
  const types = events.find(({ name }) => name === event)?.properties ?? [];
  return (
    <dl className={classes.properties} aria-label={texts.profile.properties(event)}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <CellValue value={value} type={types.find((property) => property.name === name)?.type} timeZone={timeZone} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
