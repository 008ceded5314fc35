import { Button, Group, Modal, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { type Featured, type FeaturedLook, nameOf } from "../../../api/featured.ts";
import { SegmentChoice } from "../../../components/segment-choice.tsx";
import { common } from "../../../texts/common.ts";
import { featured } from "../../../texts/featured.ts";
import { PictureChoice } from "./picture-choice.tsx";

const texts = featured.form;

interface FeaturedDialogProps {
  /** Undefined: a new one. */
  readonly card: Featured | undefined;
  readonly onClose: () => void;
  /** `segment` is the id of the one that is featured. Rejects when it was not saved. */
  readonly onSave: (segment: string, look: FeaturedLook) => Promise<unknown>;
}

/** Which segment is featured, and how it is shown. */
export function FeaturedDialog({ card, onClose, onSave }: FeaturedDialogProps) {
  const [segment, setSegment] = useState(card?.segment.id);
  const [name, setName] = useState(card?.name ?? "");
  const [description, setDescription] = useState(card?.description ?? "");
  const [picture, setPicture] = useState(card?.picture ?? "star");
  const [busy, setBusy] = useState(false);
  const save = async (of: string) => {
    setBusy(true);
    try {
      await onSave(of, { name: name.trim() || null, description: description.replace(/\s+/g, " ").trim() || null, picture });
      onClose();
    } catch {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={card ? texts.edit(nameOf(card)) : featured.add} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (segment !== undefined && !busy) void save(segment);
        }}
      >
        {!card && <SegmentChoice chosen={segment} onChoose={setSegment} label={texts.segment} placeholder={texts.segmentHint} />}
        <TextInput
          label={texts.name}
          placeholder={card?.segment.name ?? texts.nameHint}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          mt={card ? 0 : "md"}
          {...(card && { "data-autofocus": true })}
        />
        <Textarea
          label={texts.description}
          placeholder={card?.segment.short ?? texts.descriptionHint}
          maxLength={300}
          autosize
          minRows={2}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          mt="md"
        />
        <PictureChoice chosen={picture} onChoose={setPicture} />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" disabled={segment === undefined} loading={busy}>
            {card ? texts.save : texts.add}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
