import { Skeleton } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { Condition } from "../../../../src/segment/ast.ts";
import { type Overview, overviewQuery } from "../../api/insights.ts";
import type { Receipt } from "../../api/receipt.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { CustomersButton } from "../../components/open-customers/customers-button.tsx";
import { formatCount, formatShare } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { insights } from "../../texts/insights.ts";
import classes from "./overview.module.css";
import { WeeksChart } from "./weeks-chart.tsx";

const texts = insights.overview;

/** How many customers and events there are, and how new they are. */
export function OverviewPanel() {
  const overview = useQuery(overviewQuery);
  const { ref, width } = useElementSize<HTMLDivElement>();
  if (overview.error) return <ErrorNotice error={overview.error} onRetry={() => void overview.refetch()} />;
  return (
    <section className={classes.panel} aria-label={texts.label} aria-busy={overview.isPending}>
      {overview.data ? <Figures overview={overview.data} /> : <Skeleton height={66} />}
      <h2 className={classes.heading}>{texts.weeks}</h2>
      <div ref={ref} className={classes.weeks}>
        {overview.isPending && <Skeleton height={110} />}
        {overview.data?.weeks.length === 0 && <p className={classes.soft}>{texts.noEvents}</p>}
        {overview.data && overview.data.weeks.length > 0 && width > 0 && <WeeksChart weeks={overview.data.weeks} width={width} />}
      </div>
    </section>
  );
}

function Figures({ overview: { customers, withEvents, active, where, events } }: { readonly overview: Overview }) {
  const { timeZone } = customers;
  return (
    <dl className={classes.figures}>
      <CustomersFigure label={texts.customers} receipt={customers} where={where[0]} />
      <CustomersFigure label={texts.withEvents} receipt={withEvents} where={where[1]} />
      <CustomersFigure label={texts.active} receipt={active} where={where[2]} />
      <div>
        <dt>{texts.events}</dt>
        <dd>{formatCount(events.count)}</dd>
        <dd className={classes.soft}>{events.oldest && texts.since(formatMoment(events.oldest, timeZone))}</dd>
      </div>
      <div>
        <dt>{texts.newest}</dt>
        <dd className={classes.moment}>{events.newest ? formatMoment(events.newest, timeZone) : "–"}</dd>
        <dd className={classes.soft}>{insights.asOf(formatMoment(customers.now, timeZone))}</dd>
      </div>
    </dl>
  );
}

interface CustomersFigureProps {
  readonly label: string;
  readonly receipt: Receipt;
  readonly where: Condition;
}

function CustomersFigure({ label, receipt: { count, share, now }, where }: CustomersFigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <CustomersButton set={() => ({ title: label, question: { where, now } })} label={`${label}: ${formatCount(count)}`}>
          {formatCount(count)}
        </CustomersButton>
      </dd>
      <dd className={classes.soft}>{share < 1 && formatShare(share)}</dd>
    </div>
  );
}
