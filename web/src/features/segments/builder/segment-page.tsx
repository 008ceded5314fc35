import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { catalogQuery } from "../../../api/catalog.ts";
import { ApiError } from "../../../api/client.ts";
import { type SegmentDraft, segmentQuery } from "../../../api/segments.ts";
import { sessionQuery } from "../../../api/session.ts";
import { type SmartGroup, smartQuery } from "../../../api/smart.ts";
import { useBeginning } from "../../../components/begin-segment.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { Page } from "../../../components/page.tsx";
import { Teaching } from "../../../components/teaching.tsx";
import { smart as smartTexts } from "../../../texts/smart.ts";
import { builder as texts } from "../../../texts/builder.ts";
import { SegmentEditor } from "./segment-editor.tsx";
import { SegmentSkeleton } from "./segment-skeleton.tsx";

const route = getRouteApi("/segments/$id");
const NEW = "new";

/** A saved segment, or at `/segments/new` one to be made. */
export function SegmentPage() {
  const { id } = route.useParams();
  const [created, setCreated] = useState<{ readonly id: string; readonly editor: string }>();
  // Asked anew whenever it is opened; what somebody saves while it is edited does not touch the editor.
  const whenOpened = { staleTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false };
  const segment = useQuery({ ...segmentQuery(id), ...whenOpened, enabled: id !== NEW });
  const isOpened = id === NEW || id === created?.id || segment.isFetchedAfterMount;
  const catalog = useQuery(catalogQuery);
  const session = useQuery(sessionQuery);
  const { smart: wanted } = route.useSearch();
  const beginsSmart = id === NEW && wanted !== undefined;
  const smart = useQuery({ ...smartQuery, enabled: beginsSmart });
  const begins = useKeptBeginning(id);

  if (segment.error instanceof ApiError && segment.error.status === 404) {
    return (
      <Page title={texts.notFound} hideTitle>
        <Teaching title={texts.notFound} lead={texts.notFoundHint} />
      </Page>
    );
  }
  const missing = !catalog.data || !session.data || (id !== NEW && !segment.data) || !isOpened || (beginsSmart && !smart.data);
  const error = segment.error ?? catalog.error ?? smart.error;
  if (missing && error) {
    const retry = () => void Promise.all([id === NEW ? undefined : segment.refetch(), catalog.refetch(), beginsSmart ? smart.refetch() : undefined]);
    return (
      <Page title={texts.crumb} hideTitle>
        <ErrorNotice error={error} onRetry={retry} />
      </Page>
    );
  }
  if (missing || !catalog.data || !session.data) return <SegmentSkeleton />;
  const start = beginsSmart ? startOf(smart.data?.groups ?? [], wanted) : begins;
  // Saving a new segment gives it an address; the editor goes on as it is. Another beginning is another segment.
  const editor = id === NEW ? JSON.stringify(start ?? NEW) : id === created?.id ? created.editor : id;
  return (
    <SegmentEditor
      key={editor}
      segment={id === NEW ? undefined : segment.data}
      start={start}
      catalog={catalog.data}
      workspaceZone={session.data.timeZone}
      onCreated={(made) => setCreated({ id: made, editor })}
    />
  );
}

/** Other views of the new segment are other entries of the history, which do not say what it began as. */
function useKeptBeginning(id: string): SegmentDraft | undefined {
  const told = useBeginning();
  const [kept, setKept] = useState(told);
  const now = id === NEW ? (told ?? kept) : undefined;
  if (now !== kept) setKept(now);
  return now;
}

/** A new segment with the definition of a smart one. */
function startOf(groups: readonly SmartGroup[], id: string): SegmentDraft | undefined {
  for (const { title, cards } of groups) {
    const card = cards.find((one) => one.id === id);
    if (card?.where) return { name: smartTexts.own(title, card.name), where: card.where, timeZone: card.timeZone };
  }
  return undefined;
}
