import { Button, Group, Modal, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ExportSchedule, removeSchedule } from "../../../api/exports.ts";
import { sayFailed } from "../../../components/say.ts";
import { common } from "../../../texts/common.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import { toldOfSchedules } from "./schedule-saved.ts";

const texts = segmentExports.schedules;

/** Asks before a schedule is deleted. */
export function RemoveSchedule({ schedule: { id }, onClose }: { readonly schedule: ExportSchedule; readonly onClose: () => void }) {
  const cache = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeSchedule(id),
    onSuccess: () => {
      toldOfSchedules(cache);
      onClose();
    },
    onError: (error) => sayFailed(texts.removeFailed, error),
  });
  return (
    <Modal opened onClose={onClose} title={texts.removeTitle} centered>
      <Text size="md">{texts.removeLead}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          {texts.remove}
        </Button>
      </Group>
    </Modal>
  );
}
