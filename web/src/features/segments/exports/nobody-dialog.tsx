import { Button, Group, Modal, Text } from "@mantine/core";
import type { Destination } from "../../../api/destinations.ts";
import { common } from "../../../texts/common.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";

interface NobodyDialogProps {
  readonly destination: Destination;
  readonly onExport: () => void;
  readonly onClose: () => void;
}

const texts = segmentExports.now.empty;

/** Asks before nobody is exported: that empties what is there, or removes everyone. */
export function NobodyDialog({ destination: { name, shape }, onExport, onClose }: NobodyDialogProps) {
  return (
    <Modal opened onClose={onClose} title={texts.title[shape.mode](name)} centered>
      <Text size="md">{texts.lead[shape.mode]}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {common.cancel}
        </Button>
        <Button
          color="red"
          onClick={() => {
            onClose();
            onExport();
          }}
        >
          {texts.action[shape.mode]}
        </Button>
      </Group>
    </Modal>
  );
}
