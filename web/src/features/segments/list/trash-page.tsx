import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type DeletedSegment, eraseSegment, restoreSegment, trashQuery } from "../../../api/segments.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { Page } from "../../../components/page.tsx";
import { Teaching } from "../../../components/teaching.tsx";
import { segments as texts } from "../../../texts/segments.ts";
import { sayDone, sayFailed } from "../../../components/say.ts";
import { HomeTabs } from "../home-tabs.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import { SegmentsSkeleton } from "./segments-skeleton.tsx";
import { TrashTable } from "./trash-table.tsx";

/** What was deleted: restored, or deleted for good. */
export function TrashPage() {
  const cache = useQueryClient();
  const found = useInfiniteQuery(trashQuery);
  const rows = found.data?.pages.flatMap((page) => page.segments);
  const [erasing, setErasing] = useState<DeletedSegment>();
  const done = (message: string) => {
    sayDone(message);
    void cache.invalidateQueries({ queryKey: ["segments"] });
  };

  const restore = useMutation({
    mutationFn: (segment: DeletedSegment) => restoreSegment(segment.id),
    onSuccess: ({ name }) => done(texts.trash.restored(name)),
    onError: (error) => sayFailed(texts.trash.restoreFailed, error),
  });
  const erase = useMutation({
    mutationFn: (segment: DeletedSegment) => eraseSegment(segment.id),
    onSuccess: (_, { name }) => done(texts.trash.erased(name)),
    onError: (error) => sayFailed(texts.trash.eraseFailed, error),
    onSettled: () => setErasing(undefined),
  });

  return (
    <Page title={texts.title}>
      <HomeTabs />
      {rows === undefined && found.isPending && <SegmentsSkeleton />}
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {rows?.length === 0 && <Teaching title={texts.trash.emptyTitle} lead={texts.trash.emptyLead} />}
      {rows !== undefined && rows.length > 0 && (
        <TrashTable segments={rows} busy={restore.isPending} onRestore={(segment) => restore.mutate(segment)} onErase={setErasing} />
      )}
      {found.hasNextPage && (
        <Button mt="md" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
      <EraseDialog
        segment={erasing}
        busy={erase.isPending}
        onClose={() => setErasing(undefined)}
        onConfirm={(segment) => erase.mutate(segment)}
      />
    </Page>
  );
}
