import { ActionIcon, Menu } from "@mantine/core";
import { IconBan, IconDots, IconLink, IconPencil, IconUserCheck } from "@tabler/icons-react";
import type { User } from "../../api/users.ts";
import { users as texts } from "../../texts/users.ts";
import classes from "./users.module.css";

interface UsersTableProps {
  readonly users: readonly User[];
  /** The id of who looks at it. */
  readonly own: string;
  readonly busy: boolean;
  readonly onEdit: (user: User) => void;
  readonly onLink: (user: User) => void;
  readonly onDisable: (user: User) => void;
  readonly onEnable: (user: User) => void;
}

export function UsersTable({ users, own, ...actions }: UsersTableProps) {
  return (
    <div className={classes.card}>
      <table className={classes.table} aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col">{texts.columns.name}</th>
            <th scope="col" className={classes.role}>
              {texts.columns.role}
            </th>
            <th scope="col" className={classes.state}>
              {texts.columns.state}
            </th>
            <th scope="col" className={classes.actions}>
              {texts.columns.actions}
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id} data-disabled={user.disabledAt !== null || undefined}>
              <td>
                <strong>{user.name}</strong> {user.id === own && <span className={classes.you}>{texts.you}</span>}
                <div className={classes.email}>{user.builtIn ? texts.builtInHint : user.email}</div>
                <div className={classes.narrow}>
                  {texts.roles[user.role]} · {stateOf(user)}
                </div>
              </td>
              <td className={classes.role}>{texts.roles[user.role]}</td>
              <td className={classes.state}>{stateOf(user)}</td>
              <td className={classes.actions}>
                <UserActions user={user} isOwn={user.id === own} {...actions} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function stateOf({ disabledAt, joined }: User): string {
  if (disabledAt !== null) return texts.states.disabled;
  return joined ? texts.states.active : texts.states.invited;
}

interface UserActionsProps extends Omit<UsersTableProps, "users" | "own"> {
  readonly user: User;
  readonly isOwn: boolean;
}

function UserActions({ user, isOwn, busy, onEdit, onLink, onDisable, onEnable }: UserActionsProps) {
  const isDisabled = user.disabledAt !== null;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={texts.actionsOf(user.name)} disabled={busy}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!user.builtIn && !isDisabled && (
          <Menu.Item leftSection={<IconLink size={15} />} onClick={() => onLink(user)}>
            {texts.newLink}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => onEdit(user)}>
          {texts.edit}
        </Menu.Item>
        {isDisabled && (
          <Menu.Item leftSection={<IconUserCheck size={15} />} onClick={() => onEnable(user)}>
            {texts.enable}
          </Menu.Item>
        )}
        {!isDisabled && !user.builtIn && !isOwn && (
          <Menu.Item color="red" leftSection={<IconBan size={15} />} onClick={() => onDisable(user)}>
            {texts.disable}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
