import { Button, Group, Modal, Text } from "@mantine/core";
import type { DeletedSegment } from "../../../api/segments.ts";
import { common } from "../../../texts/common.ts";
import { segments as texts } from "../../../texts/segments.ts";

interface EraseDialogProps {
  /** Undefined: nothing is to be deleted for good. */
  readonly segment: DeletedSegment | undefined;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: (segment: DeletedSegment) => void;
}

export function EraseDialog({ segment, busy, onClose, onConfirm }: EraseDialogProps) {
  if (!segment) return null;
  return (
    <Modal opened onClose={onClose} title={texts.trash.dialogTitle(segment.name)} centered>
      <Text size="md">{texts.trash.dialogLead}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {common.cancel}
        </Button>
        <Button color="red" onClick={() => onConfirm(segment)} loading={busy}>
          {texts.trash.erase}
        </Button>
      </Group>
    </Modal>
  );
}
