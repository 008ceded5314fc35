import { Select, TextInput } from "@mantine/core";
import type { Role } from "../../api/session.ts";
import { users as texts } from "../../texts/users.ts";

interface NameFieldProps {
  readonly name: string;
  readonly error: string | undefined;
  readonly onChange: (name: string) => void;
}

export function NameField({ name, error, onChange }: NameFieldProps) {
  return (
    <TextInput
      label={texts.name}
      value={name}
      error={error}
      maxLength={100}
      autoComplete="off"
      data-autofocus
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface RoleFieldProps {
  readonly role: Role;
  readonly onChange: (role: Role) => void;
}

export function RoleField({ role, onChange }: RoleFieldProps) {
  return (
    <Select
      label={texts.role}
      allowDeselect={false}
      data={[
        { value: "member", label: texts.roles.member },
        { value: "administrator", label: texts.roles.administrator },
      ]}
      value={role}
      onChange={(next) => onChange(next === "administrator" ? next : "member")}
    />
  );
}
