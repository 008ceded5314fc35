import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Role } from "../../api/session.ts";
import type { User } from "../../api/users.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { common } from "../../texts/common.ts";
import { users as texts } from "../../texts/users.ts";
import { NameField, RoleField } from "./user-fields.tsx";

interface AddUserDialogProps {
  readonly opened: boolean;
  readonly busy: boolean;
  /** What the server has against the user. */
  readonly error: Error | null;
  readonly onClose: () => void;
  readonly onAdd: (person: Pick<User, "name" | "email" | "role">) => void;
}

export function AddUserDialog({ opened, onClose, ...form }: AddUserDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={texts.addTitle} centered>
      {opened && <AddUserForm onClose={onClose} {...form} />}
    </Modal>
  );
}

function AddUserForm({ busy, error, onClose, onAdd }: Omit<AddUserDialogProps, "opened">) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [tried, setTried] = useState(false);
  const missing = name.trim() === "" ? texts.missingName : undefined;
  const wrong = /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : texts.wrongEmail;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!busy && missing === undefined && wrong === undefined) onAdd({ name: name.trim(), email: email.trim(), role });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <NameField name={name} error={tried ? missing : undefined} onChange={setName} />
        <TextInput
          type="email"
          label={texts.email}
          description={texts.emailHint}
          value={email}
          error={tried ? wrong : undefined}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RoleField role={role} onChange={setRole} />
        {error && <ErrorNotice title={texts.addFailed} error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {texts.addConfirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
