import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import type { RefObject } from "react";
import { builder as texts } from "../../../texts/builder.ts";

interface LeaveDialogProps {
  readonly dirty: boolean;
  /** Set when the page is left on purpose. */
  readonly mayLeave: RefObject<boolean>;
}

/** Asks before unsaved changes are left behind: by a link, the back button, or closing the tab. */
export function LeaveDialog({ dirty, mayLeave }: LeaveDialogProps) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !mayLeave.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty && !mayLeave.current,
    withResolver: true,
  });
  return (
    <Modal opened={status === "blocked"} onClose={() => reset?.()} title={texts.leave.title} centered>
      <Text size="md">{texts.leave.lead}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => proceed?.()}>
          {texts.leave.discard}
        </Button>
        <Button onClick={() => reset?.()} data-autofocus>
          {texts.leave.stay}
        </Button>
      </Group>
    </Modal>
  );
}
