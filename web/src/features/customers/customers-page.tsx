import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouterState } from "@tanstack/react-router";
import { EVERYONE } from "../../api/audience.ts";
import { catalogQuery } from "../../api/catalog.ts";
import { sessionQuery } from "../../api/session.ts";
import { Command } from "../../components/command.tsx";
import { CustomerDrawer } from "../../components/customer/customer-drawer.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { Members } from "../../components/members/members.tsx";
import { addressOf, viewOf } from "../../components/members/members-view.ts";
import { setOfHash } from "../../components/open-customers/opened-set.ts";
import { Page } from "../../components/page.tsx";
import { Teaching } from "../../components/teaching.tsx";
import { customers as texts } from "../../texts/customers.ts";
import { opened } from "../../texts/opened.ts";
import classes from "./customers-page.module.css";
import { OpenedPage } from "./opened-page.tsx";

const route = getRouteApi("/customers");

export function CustomersPage() {
  const { customer, ...view } = route.useSearch();
  const set = setOfHash(useRouterState({ select: ({ location }) => location.hash }));
  const navigate = route.useNavigate();
  const catalog = useQuery(catalogQuery);
  const { data: session } = useQuery(sessionQuery);
  const open = (key: string | undefined) =>
    void navigate({ search: { ...view, ...(key !== undefined && { customer: key }) }, hash: true });
  const empty = catalog.data && catalog.data.attributes.length === 0 && catalog.data.events.length === 0;

  if (set) return <OpenedPage set={set} />;
  return (
    <Page title={texts.title}>
      {set === null && (
        <div className={classes.broken} role="alert">
          <b>{opened.broken}</b>
          <p>{opened.brokenHint}</p>
        </div>
      )}
      {catalog.isPending && <Skeleton height={420} radius="md" />}
      {catalog.error && <ErrorNotice error={catalog.error} onRetry={() => void catalog.refetch()} />}
      {empty && (
        <Teaching title={texts.noData.title} lead={texts.noData.lead}>
          <Command text={texts.noData.command} />
        </Teaching>
      )}
      {catalog.data && !empty && (
        <Members
          question={EVERYONE}
          attributes={catalog.data.attributes}
          view={viewOf(view)}
          timeZone={session?.timeZone ?? "UTC"}
          onView={(next) => void navigate({ search: addressOf(next), replace: true })}
          onOpen={open}
        />
      )}
      <CustomerDrawer customerKey={customer} onClose={() => open(undefined)} />
    </Page>
  );
}
