import { Button, Group, Modal, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { User } from "../../api/users.ts";
import { common } from "../../texts/common.ts";
import { users as texts } from "../../texts/users.ts";
import { NameField, RoleField } from "./user-fields.tsx";

interface EditUserDialogProps {
  readonly user: User;
  /** Nobody changes their own role, nor that of the first administrator. */
  readonly roleFixed: boolean;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSave: (to: Pick<User, "name" | "role">) => void;
}

export function EditUserDialog({ user, roleFixed, busy, onClose, onSave }: EditUserDialogProps) {
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState(user.role);
  const missing = name.trim() === "" ? texts.missingName : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && missing === undefined) onSave({ name: name.trim(), role });
  };
  return (
    <Modal opened onClose={onClose} title={texts.editTitle(user.name)} centered>
      <form onSubmit={submit} noValidate>
        <Stack>
          <NameField name={name} error={missing} onChange={setName} />
          {!roleFixed && <RoleField role={role} onChange={setRole} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {texts.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
