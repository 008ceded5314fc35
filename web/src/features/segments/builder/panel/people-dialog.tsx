import { ActionIcon, Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Access, peopleQuery, replacePeople, type SegmentPeople } from "../../../../api/people.ts";
import { segmentQuery } from "../../../../api/segments.ts";
import { usersQuery } from "../../../../api/users.ts";
import { ErrorNotice } from "../../../../components/error-notice.tsx";
import { common } from "../../../../texts/common.ts";
import { builder } from "../../../../texts/builder.ts";
import { panel } from "../../../../texts/panel.ts";
import classes from "./panel.module.css";

interface PeopleDialogProps {
  readonly segment: string;
  readonly name: string;
  readonly people: SegmentPeople;
  readonly onClose: () => void;
}

const texts = panel.people;
const ACCESSES: readonly Access[] = ["view", "edit"];

/** Invites people to a segment, and hands it over. Nothing is kept before *Save*. */
export function PeopleDialog({ segment, name, people: before, onClose }: PeopleDialogProps) {
  const cache = useQueryClient();
  const { data: users, error, refetch } = useQuery(usersQuery);
  const [{ owner, people }, setChosen] = useState<SegmentPeople>(before);
  const save = useMutation({
    mutationFn: () => replacePeople(segment, { owner: owner.id, people }),
    onSuccess: (saved) => {
      cache.setQueryData(peopleQuery(segment).queryKey, saved);
      cache.setQueryData(segmentQuery(segment).queryKey, (known) => known && { ...known, owner: saved.owner });
      void cache.invalidateQueries({ queryKey: ["segments"] });
      onClose();
    },
  });
  const active = (users ?? []).filter(({ disabledAt }) => disabledAt === null);
  const options = (some: readonly { readonly id: string; readonly name: string }[]) => some.map((user) => ({ value: user.id, label: user.name }));
  const invitable = active.filter(({ id }) => id !== owner.id && !people.some((person) => person.id === id));
  const owners = active.some(({ id }) => id === owner.id) ? active : [owner, ...active];

  const handOver = (id: string | null) => {
    const next = owners.find((user) => user.id === id);
    if (!next || next.id === owner.id) return;
    const others = people.filter((person) => person.id !== next.id && person.id !== owner.id);
    setChosen({ owner: { id: next.id, name: next.name }, people: [...others, { ...owner, access: "edit" }] });
  };
  const invite = (id: string | null) => {
    const user = invitable.find((one) => one.id === id);
    if (user) setChosen({ owner, people: [...people, { id: user.id, name: user.name, access: "view" }] });
  };
  const give = (id: string, access: Access) =>
    setChosen({ owner, people: people.map((person) => (person.id === id ? { ...person, access } : person)) });

  return (
    <Modal opened onClose={onClose} title={texts.dialog(name)} centered>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <Stack>
        <Text size="sm">{texts.open}</Text>
        <Select label={texts.ownerLabel} description={texts.ownerHint} data={options(owners)} value={owner.id} onChange={handOver} allowDeselect={false} searchable />
        {people.length > 0 && (
          <ul className={classes.rights}>
            {people.map((person) => (
              <li key={person.id}>
                <span className={classes.person}>{person.name}</span>
                <Select
                  size="xs"
                  w={120}
                  aria-label={texts.accessOf(person.name)}
                  data={ACCESSES.map((access) => ({ value: access, label: texts.access[access] }))}
                  value={person.access}
                  onChange={(access) => give(person.id, access === "edit" ? "edit" : "view")}
                  allowDeselect={false}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={texts.remove(person.name)}
                  onClick={() => setChosen({ owner, people: people.filter(({ id }) => id !== person.id) })}
                >
                  <IconX size={15} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
        <Select
          key={people.length}
          label={texts.invite}
          placeholder={texts.invitePlaceholder}
          nothingFoundMessage={texts.noneLeft}
          data={options(invitable)}
          value={null}
          onChange={invite}
          searchable
        />
        {save.error && <ErrorNotice title={texts.failed} error={save.error} />}
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {builder.save}
        </Button>
      </Group>
    </Modal>
  );
}
