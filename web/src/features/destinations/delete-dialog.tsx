import { Button, Group, Modal, Skeleton, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type Destination, destinationUsesQuery, removeDestination } from "../../api/destinations.ts";
import { type ExportSource, schedulesQuery } from "../../api/exports.ts";
import { segmentQuery } from "../../api/segments.ts";
import { sayDone, sayFailed } from "../../components/say.ts";
import { NamedList } from "../../components/uses/named-list.tsx";
import { namedUses } from "../../components/uses/named-uses.ts";
import { common } from "../../texts/common.ts";
import { destinations } from "../../texts/destinations.ts";
import classes from "./list.module.css";

interface DeleteDialogProps {
  readonly destination: Destination;
  /** It is not there any more. */
  readonly onGone: () => void;
  readonly onClose: () => void;
}

const texts = destinations.removal;

/** Asks before a destination is erased, or says which schedules still export to it and what asks whom it was sent. */
export function DeleteDialog({ destination: { id, name }, onGone, onClose }: DeleteDialogProps) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const found = useQuery({ ...schedulesQuery({ destination: id }), staleTime: 0 });
  const asking = useQuery(destinationUsesQuery(id));
  const schedules = found.data ?? [];
  const askers = asking.data ? namedUses(asking.data) : [];
  const isPending = found.isPending || asking.isPending;
  const isUsed = schedules.length + askers.length > 0;
  const remove = useMutation({
    mutationFn: () => removeDestination(id),
    onSuccess: async () => {
      sayDone(texts.done(name));
      onGone();
      onClose();
      await navigate({ to: "/exports/destinations" });
      await cache.invalidateQueries({ queryKey: ["destinations"] });
    },
    onError: (error) => {
      sayFailed(texts.failed, error);
      void found.refetch();
      void asking.refetch();
    },
  });
  return (
    <Modal opened onClose={onClose} title={texts.title(name)} centered>
      {isPending && <Skeleton height={48} />}
      {!isPending && !isUsed && <Text size="md">{texts.lead}</Text>}
      {!isPending && askers.length > 0 && (
        <>
          <Text size="md">{texts.asked(askers.length)}</Text>
          <NamedList of={askers} linked />
        </>
      )}
      {!isPending && schedules.length > 0 && (
        <>
          <Text size="md" mt={askers.length > 0 ? "md" : 0}>
            {texts.scheduled(schedules.length)}
          </Text>
          <ul className={classes.schedules}>
            {schedules.map((schedule) => (
              <li key={schedule.id}>
                <Source source={schedule.source} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {common.cancel}
        </Button>
        <Button color="red" disabled={isPending || isUsed} loading={remove.isPending} onClick={() => remove.mutate()}>
          {texts.confirm}
        </Button>
      </Group>
    </Modal>
  );
}

function Source({ source }: { readonly source: ExportSource }) {
  const { data } = useQuery({ ...segmentQuery(source.kind === "segment" ? source.segment : ""), enabled: source.kind === "segment" });
  if (source.kind === "smart") return texts.smart(source.group, source.card);
  return (
    <Link to="/segments/$id" params={{ id: source.segment }} className={classes.link}>
      {data?.name ?? texts.segment}
    </Link>
  );
}
