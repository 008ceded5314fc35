import { Button, Modal, Stack, Text } from "@mantine/core";
import { Command } from "../components/command.tsx";
import { shell } from "../texts/shell.ts";

/** Stands over a page whose session ended, so that what was being edited stays. */
export function SessionEnded({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <Modal opened onClose={onRetry} title={shell.signedOut.lostTitle} withCloseButton={false} centered>
      <Stack align="flex-start">
        <Text size="md">{shell.signedOut.lostLead}</Text>
        <Command text={shell.signedOut.command} />
        <Button onClick={onRetry}>{shell.signedOut.again}</Button>
      </Stack>
    </Modal>
  );
}
