import { ActionIcon, Popover, Skeleton } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { segmentQuery } from "../../../../api/segments.ts";
import { createTag, type Tag, tagSegments, tagsQuery } from "../../../../api/tags.ts";
import { ErrorNotice } from "../../../../components/error-notice.tsx";
import { keepEscape } from "../../../../components/escape.ts";
import { sayFailed } from "../../../../components/say.ts";
import { TagChecklist } from "../../../../components/tags/tag-checklist.tsx";
import { TagChip } from "../../../../components/tags/tag-chip.tsx";
import { panel } from "../../../../texts/panel.ts";
import { tags as tagTexts } from "../../../../texts/tags.ts";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";

interface TagsSectionProps {
  readonly id: string;
  /** Those that it has. */
  readonly own: readonly Tag[];
}

const texts = panel.tags;

/** The tags of the saved segment; each tick is kept at once. */
export function TagsSection({ id, own }: TagsSectionProps) {
  return (
    <PanelSection
      name="tags"
      title={texts.title}
      action={
        <Popover position="bottom-end" shadow="md" width={260} trapFocus>
          <Popover.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={texts.edit}>
              <IconPencil size={15} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown onKeyDown={keepEscape} aria-label={texts.edit}>
            <EditTags id={id} own={own} />
          </Popover.Dropdown>
        </Popover>
      }
    >
      {own.length === 0 ? (
        <p className={classes.soft}>{texts.none}</p>
      ) : (
        <ul className={classes.tags}>
          {own.map((tag) => (
            <li key={tag.id}>
              <TagChip tag={tag} />
            </li>
          ))}
        </ul>
      )}
    </PanelSection>
  );
}

function EditTags({ id, own }: TagsSectionProps) {
  const cache = useQueryClient();
  const { data: tags, error, refetch } = useQuery(tagsQuery);
  const failed = (failure: Error) => sayFailed(tagTexts.failed, failure);
  const toggle = useMutation({
    mutationFn: async ({ tag, given }: { readonly tag: Tag; readonly given: boolean }) => {
      await tagSegments([id], given ? { add: [tag.id] } : { remove: [tag.id] });
    },
    onSuccess: (_, { tag, given }) => {
      cache.setQueryData(segmentQuery(id).queryKey, (segment) => {
        if (!segment) return segment;
        const others = segment.tags.filter((one) => one.id !== tag.id);
        return { ...segment, tags: given ? [...others, tag].toSorted((one, other) => one.name.localeCompare(other.name, "en")) : others };
      });
      void cache.invalidateQueries({ queryKey: ["tags"] });
      void cache.invalidateQueries({ queryKey: ["segments"] });
    },
    onError: failed,
  });
  const create = useMutation({
    mutationFn: (name: string) => createTag({ name }),
    onSuccess: (tag) => toggle.mutate({ tag, given: true }),
    onError: failed,
  });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!tags) return <Skeleton height={160} />;
  const has = (tag: Tag) => own.some((one) => one.id === tag.id);
  return (
    <TagChecklist
      tags={tags}
      stateOf={(tag) => (has(tag) ? "all" : "none")}
      onToggle={(tag) => toggle.mutate({ tag: { id: tag.id, name: tag.name, color: tag.color }, given: !has(tag) })}
      onCreate={(name) => create.mutate(name)}
      busy={create.isPending || toggle.isPending}
    />
  );
}
