import { Button } from "@mantine/core";
import { IconPlus, IconSparkles } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { segmentsQuery } from "../../../api/segments.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { Page } from "../../../components/page.tsx";
import { Teaching } from "../../../components/teaching.tsx";
import { smart } from "../../../texts/smart.ts";
import { segments as texts } from "../../../texts/segments.ts";
import { FirstSegment } from "./first-segment.tsx";
import { SegmentsSearch } from "./segments-search.tsx";
import { SegmentsSkeleton } from "./segments-skeleton.tsx";
import { SegmentsTabs } from "./segments-tabs.tsx";
import { SegmentsTable } from "./segments-table.tsx";

const route = getRouteApi("/segments");

export function SegmentsPage() {
  const { search = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const found = useInfiniteQuery({ ...segmentsQuery(search), placeholderData: keepPreviousData });
  const rows = found.data?.pages.flatMap((page) => page.segments);
  const setSearch = (next: string) => void navigate({ search: next === "" ? {} : { search: next }, replace: true });
  const first = rows?.length === 0 && search === "";

  return (
    <Page
      title={texts.title}
      actions={
        <>
          {!first && <SegmentsSearch search={search} onSearch={setSearch} />}
          <Button component={Link} to="/segments/smart" variant="default" leftSection={<IconSparkles size={16} />}>
            {smart.link}
          </Button>
          {!first && <CreateButton />}
        </>
      }
    >
      <SegmentsTabs />
      {rows === undefined && found.isPending && <SegmentsSkeleton />}
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {first && <FirstSegment action={<CreateButton />} />}
      {rows?.length === 0 && search !== "" && (
        <Teaching title={texts.none(search)} lead={texts.noneHint}>
          <Button variant="default" onClick={() => setSearch("")}>
            {texts.clearSearch}
          </Button>
        </Teaching>
      )}
      {rows !== undefined && rows.length > 0 && <SegmentsTable segments={rows} stale={found.isPlaceholderData} />}
      {found.hasNextPage && (
        <Button mt="md" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </Page>
  );
}

function CreateButton() {
  return (
    <Button component={Link} to="/segments/new" leftSection={<IconPlus size={16} />}>
      {texts.create}
    </Button>
  );
}
