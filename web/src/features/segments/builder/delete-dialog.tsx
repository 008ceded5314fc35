import { Button, Group, Modal, Text } from "@mantine/core";
import { builder as texts } from "../../../texts/builder.ts";
import { common } from "../../../texts/common.ts";

interface DeleteDialogProps {
  readonly opened: boolean;
  readonly name: string;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

export function DeleteDialog({ opened, name, busy, onClose, onConfirm }: DeleteDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={texts.delete.title(name)} centered>
      <Text size="md">{texts.delete.lead}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button color="red" onClick={onConfirm} loading={busy}>
          {texts.delete.confirm}
        </Button>
      </Group>
    </Modal>
  );
}
