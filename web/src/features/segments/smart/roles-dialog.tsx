import { Button, Group, Modal, MultiSelect, Select, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { chooseRoles, type SmartRole, smartRolesQuery } from "../../../api/smart.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { sayDone, sayFailed } from "../../../components/say.ts";
import { common } from "../../../texts/common.ts";
import { smart } from "../../../texts/smart.ts";

const texts = smart.mapping;
const KINDS = ["attribute", "event", "property"] as const;

/** What plays which role: confirmed or changed in one place. */
export function RolesDialog({ onClose }: { readonly onClose: () => void }) {
  const cache = useQueryClient();
  const found = useQuery(smartRolesQuery);
  const [changed, setChanged] = useState<Readonly<Record<string, readonly string[]>>>({});
  const save = useMutation({
    mutationFn: chooseRoles,
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ["smart"] });
      sayDone(texts.saved);
      onClose();
    },
    onError: (error) => sayFailed(texts.failed, error),
  });
  const chosenBefore = Object.fromEntries(
    (found.data?.roles ?? [])
      .filter(({ chosen }) => chosen)
      .map(({ id, names, gone }): [string, readonly string[]] => [id, [...names, ...gone]]),
  );

  return (
    <Modal opened onClose={onClose} title={texts.title} size="lg">
      <Text size="md" c="dimmed">
        {texts.lead}
      </Text>
      {found.isPending && <Skeleton height={320} mt="md" />}
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data &&
        KINDS.map((kind) => (
          <Stack key={kind} gap="sm" mt="lg">
            <Title order={3} size="h4">{texts.kinds[kind]}</Title>
            {found.data.roles
              .filter((role) => role.kind === kind)
              .map((role) => (
                <RoleField
                  key={role.id}
                  role={role}
                  changed={changed[role.id]}
                  onChange={(names) => setChanged({ ...changed, [role.id]: names })}
                />
              ))}
          </Stack>
        ))}
      <Group justify="flex-end" mt="lg">
        <Button variant="subtle" mr="auto" loading={save.isPending} onClick={() => save.mutate({})}>
          {texts.guess}
        </Button>
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button disabled={!found.data} loading={save.isPending} onClick={() => save.mutate({ ...chosenBefore, ...changed })}>
          {texts.save}
        </Button>
      </Group>
    </Modal>
  );
}

interface RoleFieldProps {
  readonly role: SmartRole;
  /** Undefined: as it is stored. */
  readonly changed: readonly string[] | undefined;
  readonly onChange: (names: readonly string[]) => void;
}

function RoleField({ role: { label, many, names, chosen, gone, options }, changed, onChange }: RoleFieldProps) {
  const shared = {
    label,
    description: chosen || changed ? texts.chosen : names.length > 0 ? texts.guessed : undefined,
    placeholder: texts.none,
    error: gone.length > 0 && !changed ? texts.gone(gone) : undefined,
    data: [...options],
    searchable: true,
    clearable: true,
  };
  const shown = changed ?? names;
  return many ? (
    <MultiSelect {...shared} value={[...shown]} maxValues={20} onChange={onChange} />
  ) : (
    <Select {...shared} value={shown[0] ?? null} onChange={(name) => onChange(name === null ? [] : [name])} />
  );
}
