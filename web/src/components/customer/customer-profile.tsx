import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ApiError } from "../../api/client.ts";
import { catalogQuery } from "../../api/catalog.ts";
import { customerQuery } from "../../api/customers.ts";
import { sessionQuery } from "../../api/session.ts";
import { common } from "../../texts/common.ts";
import { customers as texts } from "../../texts/customers.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { Teaching } from "../teaching.tsx";
import { CustomerAttributes } from "./customer-attributes.tsx";
import { CustomerTimeline } from "./customer-timeline.tsx";

export function CustomerProfile({ customerKey }: { readonly customerKey: string }) {
  const customer = useQuery(customerQuery(customerKey));
  const catalog = useQuery(catalogQuery);
  const { data: session } = useQuery(sessionQuery);
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
    <>
      <CustomerAttributes customer={customer.data} attributes={catalog.data.attributes} timeZone={timeZone} />
      <CustomerTimeline customer={customer.data} events={catalog.data.events} timeZone={timeZone} />
    </>
  );
}
