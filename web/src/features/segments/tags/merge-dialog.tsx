import { Button, Group, Modal, Select, Text } from "@mantine/core";
import { useState } from "react";
import { type CountedTag, mergeTag } from "../../../api/tags.ts";
import { formatCount } from "../../../format/number.ts";
import { common } from "../../../texts/common.ts";
import { tags as texts } from "../../../texts/tags.ts";
import { useTagChange } from "./use-tag-change.ts";

interface MergeDialogProps {
  readonly tag: CountedTag;
  readonly others: readonly CountedTag[];
  readonly onClose: () => void;
}

export function MergeDialog({ tag, others, onClose }: MergeDialogProps) {
  const [into, setInto] = useState<string | null>(null);
  const merge = useTagChange({
    change: (other: string) => mergeTag(tag.id, other),
    done: (other) => texts.merging.done(tag.name, other.name),
    failed: texts.merging.failed,
    onDone: onClose,
  });

  return (
    <Modal opened onClose={onClose} title={texts.merging.title(tag.name)} centered size="sm">
      <Text size="md">{texts.merging.lead(tag.name, texts.segments(formatCount(tag.segments)))}</Text>
      <Select
        mt="md"
        label={texts.merging.into}
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        value={into}
        onChange={setInto}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button
          disabled={into === null}
          loading={merge.isPending}
          onClick={() => {
            if (into !== null) merge.mutate(into);
          }}
        >
          {texts.merging.confirm}
        </Button>
      </Group>
    </Modal>
  );
}
