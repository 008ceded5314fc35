import type { Customer } from "../../api/customers.ts";
import { formatCount, formatValue } from "../../format/number.ts";
import { formatAgo, formatMoment } from "../../format/time.ts";
import { customers as texts } from "../../texts/customers.ts";
import classes from "./customer.module.css";

interface CustomerHighlightsProps {
  readonly customer: Customer;
  readonly timeZone: string;
  /** When it is looked at, epoch milliseconds. */
  readonly now: number;
}

/** What there is to know at a glance. */
export function CustomerHighlights({ customer, timeZone, now }: CustomerHighlightsProps) {
  const { firstEvent, lastEvent, eventCounts, orders } = customer;
  const count = Object.values(eventCounts).reduce((sum, one) => sum + one, 0);
  const moment = (time: string | null) => (time === null ? texts.highlights.never : formatAgo(time, now));
  const exact = (time: string | null) => (time === null ? undefined : formatMoment(time, timeZone));
  const shown: readonly (readonly [string, string, string | undefined])[] = [
    [texts.highlights.first, moment(firstEvent), exact(firstEvent)],
    [texts.highlights.last, moment(lastEvent), exact(lastEvent)],
    [texts.highlights.events, formatCount(count), undefined],
    ...(orders === null
      ? []
      : ([
          [texts.highlights.orders, formatCount(orders.count), undefined],
          ...(orders.value === null ? [] : ([[texts.highlights.value, formatValue(round(orders.value)), undefined]] as const)),
          [texts.highlights.lastOrder, moment(orders.last), exact(orders.last)],
        ] as const)),
  ];
  return (
    <dl className={classes.highlights} aria-label={texts.highlights.label}>
      {shown.map(([label, value, title]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value}
            {title !== undefined && <span className={classes.exact}>{title}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Sums of decimals have tails of their own. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
