import { ActionIcon, Checkbox, Menu } from "@mantine/core";
import { IconArrowRight, IconCopy, IconDots, IconTag, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import type { ListedSegment } from "../../../api/segments.ts";
import { Sparkline } from "../../../components/sparkline.tsx";
import { TagChip } from "../../../components/tags/tag-chip.tsx";
import { formatCount } from "../../../format/number.ts";
import { formatAgo, formatMoment } from "../../../format/time.ts";
import { segments as texts } from "../../../texts/segments.ts";
import { FeatureItem } from "../featured/feature-item.tsx";
import { ExportMarks } from "./export-marks.tsx";
import { SegmentSize } from "./segment-size.tsx";
import classes from "./segments-table.module.css";

/** What can be done with a segment of the list. */
export interface SegmentActions {
  readonly onCopy: (segment: ListedSegment) => void;
  readonly onTag: (segments: readonly ListedSegment[]) => void;
  readonly onDelete: (segments: readonly ListedSegment[]) => void;
}

interface SegmentRowProps extends SegmentActions {
  readonly segment: ListedSegment;
  readonly index: number;
  readonly timeZone: string;
  readonly selected: boolean;
  readonly onSelect: (id: string, selected: boolean) => void;
  /** Tells the list how high the row is. */
  readonly measure: (element: HTMLTableRowElement | null) => void;
}

export const SegmentRow = memo(function SegmentRow({ segment, index, timeZone, selected, onSelect, measure, ...actions }: SegmentRowProps) {
  const { id, name, problems, line, tags } = segment;
  const [first, last] = [line[0], line.at(-1)];
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} data-selected={selected || undefined} className={classes.row}>
      <td className={classes.select}>
        <Checkbox
          size="xs"
          className={classes.above}
          checked={selected}
          aria-label={texts.select(name)}
          onChange={(event) => onSelect(id, event.currentTarget.checked)}
        />
      </td>
      <td>
        <div className={classes.head}>
          <Link to="/segments/$id" params={{ id }} className={classes.name} title={name} dir="auto">
            {name}
          </Link>
          {problems.length > 0 && (
            <span className={classes.repair} title={texts.needsRepairHint(problems.map(({ message }) => message))}>
              {texts.needsRepair}
            </span>
          )}
        </div>
        <div className={classes.sentence}>{segment.short}</div>
        {tags.length > 0 && <div className={classes.tagsBelow}>{tags.map((tag) => <TagChip key={tag.id} tag={tag} />)}</div>}
      </td>
      <td className={classes.tags}>
        <Tags tags={tags} />
      </td>
      <td className={classes.number}>
        <SegmentSize segment={segment} timeZone={timeZone} />
      </td>
      <td className={classes.line}>
        {first && last && (
          <Sparkline
            points={line.map(({ at, count }) => [Date.parse(at), count])}
            label={texts.lineOf(formatCount(first.count), formatCount(last.count))}
          />
        )}
      </td>
      <td className={classes.exported}>
        <ExportMarks segment={segment} timeZone={timeZone} />
      </td>
      <td className={classes.changed}>
        <div title={formatMoment(segment.updatedAt, timeZone)}>{formatAgo(segment.updatedAt, Date.now())}</div>
        <div className={classes.owner} title={segment.owner.name}>
          {segment.owner.name}
        </div>
      </td>
      <td className={classes.menu}>
        <RowMenu segment={segment} {...actions} />
      </td>
    </tr>
  );
});

const MOST_TAGS = 3;

function Tags({ tags }: Pick<ListedSegment, "tags">) {
  const more = tags.slice(MOST_TAGS);
  return (
    <div className={classes.chips}>
      {tags.slice(0, MOST_TAGS).map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      {more.length > 0 && <span className={classes.small} title={more.map(({ name }) => name).join(", ")}>+{more.length}</span>}
    </div>
  );
}

function RowMenu({ segment, onCopy, onTag, onDelete }: SegmentActions & { readonly segment: ListedSegment }) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" className={classes.above} aria-label={texts.actionsFor(segment.name)}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          renderRoot={(props) => <Link to="/segments/$id" params={{ id: segment.id }} {...props} />}
          leftSection={<IconArrowRight size={15} />}
        >
          {texts.open}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={15} />} disabled={segment.problems.length > 0} onClick={() => onCopy(segment)}>
          {texts.copy}
        </Menu.Item>
        <Menu.Item leftSection={<IconTag size={15} />} onClick={() => onTag([segment])}>
          {texts.tag}
        </Menu.Item>
        <FeatureItem segment={segment} />
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => onDelete([segment])}>
          {texts.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
