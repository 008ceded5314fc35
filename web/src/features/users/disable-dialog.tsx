import { Button, Group, Modal, Text } from "@mantine/core";
import type { User } from "../../api/users.ts";
import { common } from "../../texts/common.ts";
import { users as texts } from "../../texts/users.ts";

interface DisableDialogProps {
  readonly user: User;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

export function DisableDialog({ user, busy, onClose, onConfirm }: DisableDialogProps) {
  return (
    <Modal opened onClose={onClose} title={texts.disableDialog.title(user.name)} centered>
      <Text size="md">{texts.disableDialog.lead}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {common.cancel}
        </Button>
        <Button color="red" onClick={onConfirm} loading={busy}>
          {texts.disable}
        </Button>
      </Group>
    </Modal>
  );
}
