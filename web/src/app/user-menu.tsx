import { Menu, Text, UnstyledButton } from "@mantine/core";
import { IconLogout, IconSelector, IconUserCog } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type Session, signOut } from "../api/session.ts";
import { shell } from "../texts/shell.ts";
import classes from "./user-menu.module.css";

export function UserMenu({ session: { user, version } }: { readonly session: Session }) {
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => window.location.assign("/") });
  return (
    <Menu position="top-start" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.user} aria-label={shell.user(user.name)}>
          <span className={classes.face} aria-hidden>
            {user.name.slice(0, 1).toUpperCase()}
          </span>
          <span className={classes.name}>{user.name}</span>
          <IconSelector size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.email}
          <Text size="xs">{shell.version(version)}</Text>
        </Menu.Label>
        <Menu.Divider />
        {user.role === "administrator" && (
          <Menu.Item component={Link} to="/users" leftSection={<IconUserCog size={15} />}>
            {shell.users}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => leave.mutate()}>
          {shell.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
