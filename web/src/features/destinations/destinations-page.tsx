import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { destinationsNowQuery, destinationTypesQuery } from "../../api/destinations.ts";
import { schedulesQuery } from "../../api/exports.ts";
import { sessionQuery } from "../../api/session.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { ExportsTabs } from "../../components/exports/exports-tabs.tsx";
import { Page } from "../../components/page.tsx";
import { Teaching } from "../../components/teaching.tsx";
import { destinations as texts } from "../../texts/destinations.ts";
import { exports } from "../../texts/exports.ts";
import { DestinationsTable } from "./destinations-table.tsx";
import { KindCards } from "./kind-cards.tsx";

/** Where customers can be sent. */
export function DestinationsPage() {
  const session = useQuery(sessionQuery).data;
  const isAdministrator = session?.user.role === "administrator";
  const found = useQuery(destinationsNowQuery);
  const types = useQuery(destinationTypesQuery);
  const schedules = useQuery(schedulesQuery({})).data;
  const failed = [found, types].find(({ error }) => error);
  const isEmpty = found.data?.length === 0;
  return (
    <Page
      title={exports.title}
      actions={
        isAdministrator &&
        !isEmpty && (
          <Button component={Link} to="/exports/destinations/new" leftSection={<IconPlus size={16} />}>
            {texts.add}
          </Button>
        )
      }
    >
      <ExportsTabs />
      {failed?.error && <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !(found.data && types.data) && <Skeleton height={320} radius="md" />}
      {found.data && types.data && isEmpty && (
        <Stack gap="lg">
          <Teaching title={texts.none} lead={isAdministrator ? texts.noneLead : `${texts.noneLead} ${texts.noneHint}`} />
          {isAdministrator && (
            <section>
              <Title order={2} mb="sm">
                {texts.choose}
              </Title>
              <KindCards types={types.data} />
            </section>
          )}
        </Stack>
      )}
      {found.data && types.data && !isEmpty && (
        <Stack gap="md">
          <Text size="md" c="dimmed">
            {texts.lead}
          </Text>
          <DestinationsTable
            destinations={found.data}
            types={types.data}
            schedules={schedules}
            editable={isAdministrator}
            timeZone={session?.timeZone ?? "UTC"}
          />
        </Stack>
      )}
    </Page>
  );
}
