import { Button, Skeleton, Text } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sessionQuery } from "../../api/session.ts";
import { usersQuery } from "../../api/users.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { Page } from "../../components/page.tsx";
import { Teaching } from "../../components/teaching.tsx";
import { users as texts } from "../../texts/users.ts";
import { AddUserDialog } from "./add-user-dialog.tsx";
import { DisableDialog } from "./disable-dialog.tsx";
import { EditUserDialog } from "./edit-user-dialog.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { useUserChanges } from "./use-user-changes.ts";
import { UsersTable } from "./users-table.tsx";

/** Who may use the workspace. */
export function UsersPage() {
  const session = useQuery(sessionQuery).data;
  const isAdministrator = session?.user.role === "administrator";
  const found = useQuery({ ...usersQuery, enabled: isAdministrator });
  const [adding, setAdding] = useState(false);
  const { made, closeLink, edited, setEdited, disabling, setDisabling, add, change, link } = useUserChanges(() => setAdding(false));

  if (session && !isAdministrator) {
    return (
      <Page title={texts.title}>
        <Teaching title={texts.onlyAdministrators} lead={texts.onlyAdministratorsHint} />
      </Page>
    );
  }
  return (
    <Page
      title={texts.title}
      actions={
        <Button leftSection={<IconUserPlus size={16} />} onClick={() => setAdding(true)}>
          {texts.add}
        </Button>
      }
    >
      <Text size="md" c="dimmed" mb="md" maw={640}>
        {texts.lead}
      </Text>
      {found.isPending && <Skeleton height={160} radius="md" />}
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && session && (
        <UsersTable
          users={found.data}
          own={session.user.id}
          busy={change.isPending || link.isPending}
          onEdit={setEdited}
          onLink={(user) => link.mutate(user)}
          onDisable={setDisabling}
          onEnable={(user) => change.mutate({ user, to: { name: user.name, role: user.role, disabled: false } })}
        />
      )}
      <AddUserDialog opened={adding} busy={add.isPending} error={add.error} onClose={() => setAdding(false)} onAdd={(person) => add.mutate(person)} />
      {made && session && <LinkDialog made={made} timeZone={session.timeZone} onClose={closeLink} />}
      {edited && (
        <EditUserDialog
          user={edited}
          roleFixed={edited.builtIn || edited.id === session?.user.id}
          busy={change.isPending}
          onClose={() => setEdited(undefined)}
          onSave={(to) => change.mutate({ user: edited, to: { ...to, disabled: edited.disabledAt !== null } })}
        />
      )}
      {disabling && (
        <DisableDialog
          user={disabling}
          busy={change.isPending}
          onClose={() => setDisabling(undefined)}
          onConfirm={() => change.mutate({ user: disabling, to: { name: disabling.name, role: disabling.role, disabled: true } })}
        />
      )}
    </Page>
  );
}
