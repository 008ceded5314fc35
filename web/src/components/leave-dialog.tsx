import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import type { RefObject } from "react";
import { common } from "../texts/common.ts";
import type { SegmentSearch } from "./page-search.ts";

interface LeaveDialogProps {
  /** What would be lost. */
  readonly lead: string;
  readonly dirty: boolean;
  /** Set when the page is left on purpose. */
  readonly mayLeave: RefObject<boolean>;
}

interface Place {
  readonly pathname: string;
  readonly search: object;
}

/** Another view of a segment is the same place; another beginning of a new one is another. */
function editedAt({ pathname, search }: Place): string {
  const { begun, smart }: Pick<SegmentSearch, "begun" | "smart"> = search;
  return JSON.stringify([pathname, begun, smart]);
}

/** Asks before unsaved changes are left behind: by a link, the back button, or closing the tab. */
export function LeaveDialog({ lead, dirty, mayLeave }: LeaveDialogProps) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !mayLeave.current && editedAt(current) !== editedAt(next),
    enableBeforeUnload: () => dirty && !mayLeave.current,
    withResolver: true,
  });
  return (
    <Modal opened={status === "blocked"} onClose={() => reset?.()} title={common.leave.title} centered>
      <Text size="md">{lead}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => proceed?.()}>
          {common.leave.discard}
        </Button>
        <Button onClick={() => reset?.()} data-autofocus>
          {common.leave.stay}
        </Button>
      </Group>
    </Modal>
  );
}
