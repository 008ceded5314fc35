import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type CountedTag, tagsQuery } from "../../../api/tags.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { Page } from "../../../components/page.tsx";
import { Teaching } from "../../../components/teaching.tsx";
import { segments as segmentTexts } from "../../../texts/segments.ts";
import { tags as texts } from "../../../texts/tags.ts";
import { HomeTabs } from "../home-tabs.tsx";
import { SegmentsSkeleton } from "../list/segments-skeleton.tsx";
import { DeleteTagDialog } from "./delete-tag-dialog.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { TagForm } from "./tag-form.tsx";
import { TagsTable } from "./tags-table.tsx";

type Doing =
  | { readonly what: "create" }
  | { readonly what: "edit" | "merge" | "remove"; readonly tag: CountedTag };

/** The tags of segments: made, changed, merged and deleted. */
export function TagsPage() {
  const { data: tags, error, isPending, refetch } = useQuery(tagsQuery);
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setDoing({ what: "create" })}>
      {texts.create}
    </Button>
  );

  return (
    <Page title={segmentTexts.title} actions={tags && tags.length > 0 && create}>
      <HomeTabs />
      {isPending && <SegmentsSkeleton />}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {tags?.length === 0 && (
        <Teaching title={texts.empty.title} lead={texts.empty.lead}>
          {create}
        </Teaching>
      )}
      {tags && tags.length > 0 && (
        <TagsTable
          tags={tags}
          onEdit={(tag) => setDoing({ what: "edit", tag })}
          onMerge={(tag) => setDoing({ what: "merge", tag })}
          onDelete={(tag) => setDoing({ what: "remove", tag })}
        />
      )}
      {doing?.what === "create" && <TagForm tag={undefined} onClose={close} />}
      {doing?.what === "edit" && <TagForm tag={doing.tag} onClose={close} />}
      {doing?.what === "merge" && <MergeDialog tag={doing.tag} others={(tags ?? []).filter(({ id }) => id !== doing.tag.id)} onClose={close} />}
      {doing?.what === "remove" && <DeleteTagDialog tag={doing.tag} onClose={close} />}
    </Page>
  );
}
