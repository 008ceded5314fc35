import { Button, CloseButton, Popover, SegmentedControl } from "@mantine/core";
import { IconChevronDown, IconTag, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ListedSegment } from "../../../api/segments.ts";
import { tagsQuery } from "../../../api/tags.ts";
import type { SegmentsSearch } from "../../../components/page-search.ts";
import { TagChecklist } from "../../../components/tags/tag-checklist.tsx";
import { TagChip } from "../../../components/tags/tag-chip.tsx";
import { formatCount } from "../../../format/number.ts";
import { segments as texts } from "../../../texts/segments.ts";
import classes from "./list-bar.module.css";

interface ListBarProps {
  readonly view: SegmentsSearch;
  /** Undefined: not known yet. */
  readonly total: number | undefined;
  readonly chosen: readonly ListedSegment[];
  readonly onView: (view: SegmentsSearch) => void;
  readonly onTag: (segments: readonly ListedSegment[]) => void;
  readonly onDelete: (segments: readonly ListedSegment[]) => void;
  readonly onClear: () => void;
}

/** What the list shows, or while some are selected what can be done with them. */
export function ListBar({ view, total, chosen, onView, onTag, onDelete, onClear }: ListBarProps) {
  if (chosen.length > 0) {
    return (
      <div className={classes.bar} data-selection role="region" aria-label={texts.selected(formatCount(chosen.length))}>
        <CloseButton aria-label={texts.clearSelection} onClick={onClear} />
        <strong>{texts.selected(formatCount(chosen.length))}</strong>
        <Button size="xs" variant="default" leftSection={<IconTag size={15} />} onClick={() => onTag(chosen)}>
          {texts.tag}
        </Button>
        <Button size="xs" variant="default" c="red" leftSection={<IconTrash size={15} />} onClick={() => onDelete(chosen)}>
          {texts.remove}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.bar}>
      <Whose view={view} onView={onView} />
      <TagFilter view={view} onView={onView} />
      <span className={classes.total} role="status">
        {total !== undefined && texts.total(formatCount(total))}
      </span>
    </div>
  );
}

type ViewProps = Pick<ListBarProps, "view" | "onView">;

function Whose({ view, onView }: ViewProps) {
  const { owner, ...others } = view;
  return (
    <SegmentedControl
      size="xs"
      aria-label={texts.whose.label}
      data={[
        { value: "all", label: texts.whose.all },
        { value: "me", label: texts.whose.me },
        { value: "shared", label: texts.whose.shared },
        { value: "others", label: texts.whose.others },
      ]}
      value={owner ?? "all"}
      onChange={(next) => onView(next === "me" || next === "shared" || next === "others" ? { ...others, owner: next } : others)}
    />
  );
}

function TagFilter({ view, onView }: ViewProps) {
  const { data: tags = [] } = useQuery(tagsQuery);
  const wanted = view.tags ?? [];
  const chosen = tags.filter(({ id }) => wanted.includes(id));
  if (tags.length === 0) return null;
  return (
    <Popover position="bottom-start" shadow="md" width={260} trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconTag size={15} />} rightSection={<IconChevronDown size={14} />}>
          {chosen.length === 0 ? texts.tagFilter : <span className={classes.chosen}>{chosen.map((tag) => <TagChip key={tag.id} tag={tag} />)}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={texts.tagFilterLabel}>
        <TagChecklist
          tags={tags}
          stateOf={({ id }) => (wanted.includes(id) ? "all" : "none")}
          onToggle={({ id }) => onView({ ...view, tags: wanted.includes(id) ? wanted.filter((one) => one !== id) : [...wanted, id] })}
        />
        {wanted.length > 0 && (
          <Button variant="subtle" size="compact-sm" mt={6} onClick={() => onView({ ...view, tags: [] })}>
            {texts.clearTags}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
