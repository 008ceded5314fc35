import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SmartCard } from "../../../api/smart.ts";
import { SegmentChoice } from "../../../components/segment-choice.tsx";
import { common } from "../../../texts/common.ts";
import { smart } from "../../../texts/smart.ts";

const texts = smart.arranging;

interface CardDialogProps {
  /** Undefined: a new one. */
  readonly card: SmartCard | undefined;
  readonly group: string;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSave: (given: { readonly name: string; readonly segment: string | undefined }) => void;
}

/** The name and the definition of a card: one that it has, or that of a saved segment. */
export function CardDialog({ card, group, busy, onClose, onSave }: CardDialogProps) {
  const [name, setName] = useState(card?.name ?? "");
  const [segment, setSegment] = useState<string>();
  const ready = name.trim() !== "" && (card !== undefined || segment !== undefined);
  return (
    <Modal opened onClose={onClose} title={card ? texts.edit(card.name) : texts.addTo(group)} centered>
      <TextInput data-autofocus label={texts.name} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} mb="md" />
      <SegmentChoice chosen={segment} onChoose={setSegment} label={texts.segment} placeholder={texts.segmentHint} />
      <Text size="sm" c="dimmed" mt={6}>
        {card && segment === undefined ? texts.segmentKept : texts.frozen}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button disabled={!ready} loading={busy} onClick={() => onSave({ name: name.trim(), segment })}>
          {card ? texts.save : texts.add}
        </Button>
      </Group>
    </Modal>
  );
}
