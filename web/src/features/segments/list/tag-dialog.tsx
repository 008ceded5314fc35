import { Modal, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ListedSegment } from "../../../api/segments.ts";
import { createTag, type Tag, tagSegments, tagsQuery } from "../../../api/tags.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { TagChecklist } from "../../../components/tags/tag-checklist.tsx";
import { segments as texts } from "../../../texts/segments.ts";
import { tags as tagTexts } from "../../../texts/tags.ts";
import { sayFailed } from "../../../components/say.ts";

interface TagDialogProps {
  readonly segments: readonly ListedSegment[];
  readonly onClose: () => void;
}

/** The tags of one or of several segments; each tick is kept at once. */
export function TagDialog({ segments, onClose }: TagDialogProps) {
  const cache = useQueryClient();
  const { data: tags, error, refetch } = useQuery(tagsQuery);
  const [of, setOf] = useState(() => new Map(segments.map(({ id, tags: own }) => [id, new Set(own.map((tag) => tag.id))])));
  const having = (id: string) => [...of.values()].filter((own) => own.has(id)).length;
  const stateOf = ({ id }: Tag) => (having(id) === of.size ? "all" : having(id) === 0 ? "none" : "some");

  const give = (id: string, given: boolean) =>
    setOf((now) => new Map([...now].map(([segment, own]) => [segment, new Set(given ? [...own, id] : [...own].filter((one) => one !== id))])));
  const toggle = useMutation({
    mutationFn: async ({ id, given }: { readonly id: string; readonly given: boolean }) => {
      await tagSegments([...of.keys()], given ? { add: [id] } : { remove: [id] });
    },
    onSuccess: (_, { id, given }) => give(id, given),
    onError: (failure) => sayFailed(tagTexts.failed, failure),
    onSettled: () => changed(),
  });
  const create = useMutation({
    mutationFn: (name: string) => createTag({ name }),
    onSuccess: ({ id }) => toggle.mutate({ id, given: true }),
    onError: (failure) => sayFailed(tagTexts.failed, failure),
  });
  const changed = () => {
    void cache.invalidateQueries({ queryKey: ["tags"] });
    void cache.invalidateQueries({ queryKey: ["segments"] });
    for (const id of of.keys()) void cache.invalidateQueries({ queryKey: ["segment", id] });
  };

  return (
    <Modal opened onClose={onClose} title={texts.tagTitle(segments.map(({ name }) => name))} centered size="sm">
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!tags && !error && <Skeleton height={160} />}
      {tags && (
        <TagChecklist
          tags={tags}
          stateOf={stateOf}
          onToggle={(tag) => toggle.mutate({ id: tag.id, given: stateOf(tag) !== "all" })}
          onCreate={(name) => create.mutate(name)}
          busy={create.isPending || toggle.isPending}
        />
      )}
    </Modal>
  );
}
