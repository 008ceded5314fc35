import { Button, Group, Modal, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Segment, usesQuery } from "../../../api/segments.ts";
import { sessionQuery } from "../../../api/session.ts";
import { NamedList } from "../../../components/uses/named-list.tsx";
import { namedSchedules, namedUses } from "../../../components/uses/named-uses.ts";
import { builder as texts } from "../../../texts/builder.ts";
import { common } from "../../../texts/common.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";

interface DeleteDialogProps {
  readonly opened: boolean;
  readonly segments: readonly Pick<Segment, "id" | "name">[];
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks before segments go to the trash, and names what uses them. */
export function DeleteDialog({ opened, segments, busy, onClose, onConfirm }: DeleteDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={texts.delete.title(segments.map(({ name }) => name))} centered>
      <Text size="md">{texts.delete.lead(segments.length)}</Text>
      {opened && <Uses ids={segments.map(({ id }) => id)} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button color="red" onClick={onConfirm} loading={busy}>
          {texts.delete.confirm(segments.length)}
        </Button>
      </Group>
    </Modal>
  );
}

function Uses({ ids }: { readonly ids: readonly string[] }) {
  const { data, error } = useQuery(usesQuery(ids));
  const { data: session } = useQuery(sessionQuery);
  if (error) return <Text mt="sm" size="md">{texts.delete.usesUnknown}</Text>;
  if (!data) return <Skeleton height={14} mt="sm" width="60%" />;
  const { featured, schedules } = data;
  const zone = session?.timeZone ?? "UTC";
  const needing = [...namedUses(data), ...namedSchedules(schedules.filter(({ own }) => !own), zone)];
  const stopping = namedSchedules(schedules.filter(({ own }) => own), zone);
  return (
    <>
      {needing.length > 0 && (
        <>
          <Text mt="sm" size="md" fw={600}>
            {texts.delete.used(needing.length, ids.length)}
          </Text>
          <NamedList of={needing} />
        </>
      )}
      {featured.length > 0 && (
        <>
          <Text mt="sm" size="md" fw={600}>
            {texts.delete.featured(featured.length)}
          </Text>
          <NamedList of={featured} />
        </>
      )}
      {stopping.length > 0 && (
        <>
          <Text mt="sm" size="md" fw={600}>
            {segmentExports.uses.stop(stopping.length, ids.length)}
          </Text>
          <NamedList of={stopping} />
        </>
      )}
    </>
  );
}
