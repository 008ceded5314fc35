import { ActionIcon, Menu, VisuallyHidden } from "@mantine/core";
import { IconArrowMerge, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { CountedTag } from "../../../api/tags.ts";
import { TagChip } from "../../../components/tags/tag-chip.tsx";
import { formatCount } from "../../../format/number.ts";
import { tags as texts } from "../../../texts/tags.ts";
import classes from "../list/segments-table.module.css";

interface TagsTableProps {
  readonly tags: readonly CountedTag[];
  readonly onEdit: (tag: CountedTag) => void;
  readonly onMerge: (tag: CountedTag) => void;
  readonly onDelete: (tag: CountedTag) => void;
}

export function TagsTable({ tags, onEdit, onMerge, onDelete }: TagsTableProps) {
  return (
    <div className={classes.card}>
      <table className={classes.table} aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col">{texts.columns.name}</th>
            <th scope="col" className={classes.number}>
              {texts.columns.segments}
            </th>
            <th scope="col" className={classes.menu}>
              <VisuallyHidden>{texts.columns.actions}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {tags.map((tag) => (
            <tr key={tag.id} className={classes.row}>
              <td>
                <Link
                  to="/segments"
                  search={{ tags: [tag.id] }}
                  className={classes.name}
                  aria-label={texts.showSegments(tag.name)}
                >
                  <TagChip tag={tag} />
                </Link>
              </td>
              <td className={classes.number}>{formatCount(tag.segments)}</td>
              <td className={classes.menu}>
                <Menu position="bottom-end" shadow="md">
                  <Menu.Target>
                    <ActionIcon variant="subtle" color="gray" className={classes.above} aria-label={texts.actions(tag.name)}>
                      <IconDots size={17} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => onEdit(tag)}>
                      {texts.edit}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconArrowMerge size={15} />} disabled={tags.length < 2} onClick={() => onMerge(tag)}>
                      {texts.merge}
                    </Menu.Item>
                    <Menu.Divider />
                    <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => onDelete(tag)}>
                      {texts.remove}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
