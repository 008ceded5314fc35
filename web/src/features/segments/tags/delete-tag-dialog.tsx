import { Button, Group, Modal, Text } from "@mantine/core";
import { type CountedTag, deleteTag } from "../../../api/tags.ts";
import { formatCount } from "../../../format/number.ts";
import { common } from "../../../texts/common.ts";
import { tags as texts } from "../../../texts/tags.ts";
import { useTagChange } from "./use-tag-change.ts";

interface DeleteTagDialogProps {
  readonly tag: CountedTag;
  readonly onClose: () => void;
}

export function DeleteTagDialog({ tag, onClose }: DeleteTagDialogProps) {
  const remove = useTagChange({
    change: (id: string) => deleteTag(id),
    done: () => texts.removing.done(tag.name),
    failed: texts.removing.failed,
    onDone: onClose,
  });
  const lead = tag.segments === 0 ? texts.removing.leadUnused : texts.removing.lead(texts.segments(formatCount(tag.segments)));

  return (
    <Modal opened onClose={onClose} title={texts.removing.title(tag.name)} centered size="sm">
      <Text size="md">{lead}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {common.cancel}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate(tag.id)}>
          {texts.removing.confirm}
        </Button>
      </Group>
    </Modal>
  );
}
