import { Button, Skeleton, Stack } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { destinationsQuery } from "../../api/destinations.ts";
import { runsQuery } from "../../api/exports.ts";
import { sessionQuery } from "../../api/session.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { ExportsTabs } from "../../components/exports/exports-tabs.tsx";
import { RunsTable } from "../../components/exports/runs-table.tsx";
import { Page } from "../../components/page.tsx";
import { Teaching } from "../../components/teaching.tsx";
import { exports } from "../../texts/exports.ts";
import { RunsFilter } from "./runs-filter.tsx";

const route = getRouteApi("/exports");
const texts = exports.runs;

/** What was exported, the newest first. */
export function RunsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const timeZone = useQuery(sessionQuery).data?.timeZone ?? "UTC";
  const destinations = useQuery(destinationsQuery).data;
  const found = useInfiniteQuery({ ...runsQuery(filter), placeholderData: keepPreviousData });
  const runs = found.data?.pages.flatMap((page) => page.runs) ?? [];
  const filtered = filter.status !== undefined || filter.destination !== undefined;
  return (
    <Page title={exports.title}>
      <ExportsTabs />
      <Stack gap="md">
        <RunsFilter filter={filter} destinations={destinations ?? []} onFilter={(next) => void navigate({ search: next, replace: true })} />
        {found.isPending && <Skeleton height={360} radius="md" />}
        {found.error && runs.length === 0 && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
        {runs.length > 0 && <RunsTable runs={runs} by="segment" timeZone={timeZone} stale={found.isPlaceholderData} />}
        {found.hasNextPage && (
          <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {texts.more}
          </Button>
        )}
        {found.data && runs.length === 0 && filtered && (
          <Teaching title={texts.noneFound} lead={texts.noneFoundHint}>
            <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
              {texts.all}
            </Button>
          </Teaching>
        )}
        {found.data && runs.length === 0 && !filtered && (
          <Teaching title={texts.none} lead={destinations?.length === 0 ? texts.noneWithoutDestination : texts.noneHint}>
            {destinations?.length === 0 ? (
              <Button component={Link} to="/exports/destinations">
                {texts.toDestinations}
              </Button>
            ) : (
              <Button component={Link} to="/segments">
                {texts.toSegments}
              </Button>
            )}
          </Teaching>
        )}
      </Stack>
    </Page>
  );
}
