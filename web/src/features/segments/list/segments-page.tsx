import { Button, Skeleton } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { type ListedSegment, type SegmentSort, segmentListQuery } from "../../../api/segments.ts";
import { sessionQuery } from "../../../api/session.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { Page } from "../../../components/page.tsx";
import type { SegmentsSearch } from "../../../components/page-search.ts";
import { Teaching } from "../../../components/teaching.tsx";
import { segments as texts } from "../../../texts/segments.ts";
import { DeleteDialog } from "../builder/delete-dialog.tsx";
import { HomeTabs } from "../home-tabs.tsx";
import { CreateButton } from "./create-button.tsx";
import { FirstSegment } from "./first-segment.tsx";
import { ListBar } from "./list-bar.tsx";
import { SegmentsSearch as SearchField } from "./segments-search.tsx";
import { SegmentsSkeleton } from "./segments-skeleton.tsx";
import { SegmentsTable } from "./segments-table.tsx";
import { firstOrder } from "./sort-header.tsx";
import { TagDialog } from "./tag-dialog.tsx";
import { useSegmentActions } from "./use-segment-actions.ts";

const route = getRouteApi("/segments");
const NONE: readonly ListedSegment[] = [];

/** The segments that people made: searched, filtered, sorted, and worked on one by one or many at once. */
export function SegmentsPage() {
  const view = route.useSearch();
  const { search = "", tags = [], owner, sort = "modified", order = firstOrder(sort) } = view;
  const navigate = route.useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const found = useInfiniteQuery({ ...segmentListQuery({ search: search || undefined, tags, owner, sort, order }), placeholderData: keepPreviousData });
  const rows = found.data?.pages.flatMap((page) => page.segments);
  const total = found.data?.pages[0]?.total ?? 0;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { copy, remove } = useSegmentActions(() => setSelected(new Set()));
  const [tagging, setTagging] = useState(NONE);
  const [deleting, setDeleting] = useState(NONE);

  const change = useCallback((next: SegmentsSearch) => void navigate({ search: next, replace: true }), [navigate]);
  const select = useCallback((id: string, chosen: boolean) => {
    setSelected((now) => new Set(chosen ? [...now, id] : [...now].filter((one) => one !== id)));
  }, []);
  const { mutate: copyNow } = copy;
  const onCopy = useCallback((segment: ListedSegment) => copyNow(segment), [copyNow]);
  const filtered = search !== "" || tags.length > 0 || owner !== undefined;
  const first = rows?.length === 0 && !filtered;
  const chosen = rows?.filter(({ id }) => selected.has(id)) ?? NONE;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = found;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);

  return (
    <Page
      title={texts.title}
      actions={
        !first && (
          <>
            <SearchField search={search} onSearch={(next) => change(searchOf({ ...view, search: next }))} />
            <CreateButton />
          </>
        )
      }
    >
      <HomeTabs />
      {!first && (
        <ListBar
          view={view}
          total={rows && total}
          chosen={chosen}
          onView={(next) => change(searchOf(next))}
          onTag={setTagging}
          onDelete={setDeleting}
          onClear={() => setSelected(new Set())}
        />
      )}
      {rows === undefined && found.isPending && <SegmentsSkeleton />}
      {found.error && !isFetchNextPageError && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {first && <FirstSegment />}
      {rows?.length === 0 && filtered && (
        <Teaching title={texts.none(search)} lead={search === "" ? texts.noneFilteredHint : texts.noneHint}>
          <Button variant="default" onClick={() => change({})}>
            {texts.clearSearch}
          </Button>
        </Teaching>
      )}
      {rows !== undefined && rows.length > 0 && (
        <SegmentsTable
          segments={rows}
          total={total}
          timeZone={session?.timeZone ?? "UTC"}
          stale={found.isPlaceholderData}
          sort={sort}
          order={order}
          onSort={(by: SegmentSort, way) => change(searchOf({ ...view, sort: by, order: way }))}
          selected={selected}
          onSelect={select}
          onSelectAll={(all) => setSelected(new Set(all ? rows.map(({ id }) => id) : []))}
          onMore={hasNextPage && !isFetchingNextPage && !isFetchNextPageError ? more : undefined}
          onCopy={onCopy}
          onTag={setTagging}
          onDelete={setDeleting}
        />
      )}
      {isFetchingNextPage && <Skeleton height={63} mt={8} />}
      {isFetchNextPageError && <ErrorNotice error={found.error} onRetry={more} />}
      {tagging.length > 0 && <TagDialog segments={tagging} onClose={() => setTagging(NONE)} />}
      <DeleteDialog
        opened={deleting.length > 0}
        segments={deleting}
        busy={remove.isPending}
        onClose={() => setDeleting(NONE)}
        onConfirm={() => remove.mutate(deleting, { onSettled: () => setDeleting(NONE) })}
      />
    </Page>
  );
}

/** The address of a view: what is as it is without saying is left out. */
function searchOf({ search, tags, owner, sort, order }: SegmentsSearch): SegmentsSearch {
  const ordered = sort !== undefined && (sort !== "modified" || order === "asc");
  return {
    ...(search && { search }),
    ...(tags && tags.length > 0 && { tags }),
    ...(owner && { owner }),
    ...(ordered && { sort, ...(order !== undefined && order !== firstOrder(sort) && { order }) }),
  };
}
