import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Question } from "../../api/audience.ts";
import { ApiError } from "../../api/client.ts";
import { catalogQuery } from "../../api/catalog.ts";
import { customerQuery } from "../../api/customers.ts";
import { sessionQuery } from "../../api/session.ts";
import { common } from "../../texts/common.ts";
import { customers as texts } from "../../texts/customers.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { Teaching } from "../teaching.tsx";
import { CustomerAttributes } from "./customer-attributes.tsx";
import classes from "./customer.module.css";
import { CustomerHighlights } from "./customer-highlights.tsx";
import { CustomerSegments } from "./customer-segments.tsx";
import { CustomerTimeline } from "./customer-timeline.tsx";
import { PinCustomer } from "./pin-customer.tsx";

interface CustomerProfileProps {
  readonly customerKey: string;
  /** The definition beside which the customer is looked at. */
  readonly question?: Question | undefined;
  /** The id of the saved segment that is explained. */
  readonly why: string | undefined;
  readonly onWhy: (id: string | undefined) => void;
}

export function CustomerProfile({ customerKey, question, why, onWhy }: CustomerProfileProps) {
  const customer = useQuery(customerQuery(customerKey));
  const catalog = useQuery(catalogQuery);
  const { data: session } = useQuery(sessionQuery);
  const [now] = useState(() => Date.now());
  const timeZone = session?.timeZone ?? "UTC";

  if (customer.error instanceof ApiError && customer.error.status === 404) {
    return <Teaching title={texts.profile.notFound(customerKey)} lead={texts.profile.notFoundHint} />;
  }
  const error = customer.error ?? catalog.error;
  if (error) {
    const retry = () => void Promise.all([customer.refetch(), catalog.refetch()]);
    return <ErrorNotice error={error} onRetry={retry} />;
  }
  if (!customer.data || !catalog.data) {
    return (
      <Stack role="status" aria-label={common.loading} mt="md">
        <Skeleton height={180} />
        <Skeleton height={240} />
      </Stack>
    );
  }
  return (
    <div className={classes.profile}>
      <div className={classes.pin}>
        <PinCustomer customerKey={customerKey} />
      </div>
      <CustomerHighlights customer={customer.data} timeZone={timeZone} now={now} />
      <div className={classes.columns}>
        <div>
          <CustomerAttributes customer={customer.data} attributes={catalog.data.attributes} timeZone={timeZone} />
        </div>
        <div>
          <CustomerSegments
            customerKey={customerKey}
            catalog={catalog.data}
            timeZone={timeZone}
            question={question}
            chosen={why}
            onChoose={onWhy}
          />
          <CustomerTimeline customer={customer.data} events={catalog.data.events} timeZone={timeZone} now={now} />
        </div>
      </div>
    </div>
  );
}
