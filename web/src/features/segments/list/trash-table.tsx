import { ActionIcon, Button, Group, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconTrash } from "@tabler/icons-react";
import type { DeletedSegment } from "../../../api/segments.ts";
import { formatAgo } from "../../../format/time.ts";
import { segments as texts } from "../../../texts/segments.ts";
import classes from "./segments-table.module.css";

interface TrashTableProps {
  readonly segments: readonly DeletedSegment[];
  readonly busy: boolean;
  readonly onRestore: (segment: DeletedSegment) => void;
  readonly onErase: (segment: DeletedSegment) => void;
}

export function TrashTable({ segments, busy, onRestore, onErase }: TrashTableProps) {
  return (
    <div className={classes.card}>
      <table className={classes.table} aria-label={texts.trash.title}>
        <thead>
          <tr>
            <th scope="col">{texts.columns.name}</th>
            <th scope="col" className={classes.deleted}>
              {texts.trash.deleted}
            </th>
            <th scope="col" className={classes.actions}>
              {texts.trash.actions}
            </th>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment) => (
            <tr key={segment.id}>
              <td>
                <strong>{segment.name}</strong>
                <div className={classes.sentence}>{segment.short}</div>
              </td>
              <td className={classes.deleted}>{formatAgo(segment.deletedAt, Date.now())}</td>
              <td className={classes.actions}>
                <Group gap={6} justify="flex-end" wrap="nowrap">
                  <Button
                    variant="default"
                    size="xs"
                    leftSection={<IconArrowBackUp size={15} />}
                    aria-label={texts.trash.restoreNamed(segment.name)}
                    disabled={busy}
                    onClick={() => onRestore(segment)}
                  >
                    {texts.trash.restore}
                  </Button>
                  <Tooltip label={texts.trash.erase}>
                    <ActionIcon
                      variant="subtle"
                      color="red"
                      size={30}
                      aria-label={texts.trash.eraseNamed(segment.name)}
                      onClick={() => onErase(segment)}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  </Tooltip>
                </Group>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
