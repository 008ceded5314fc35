import { Button, CheckIcon, ColorSwatch, Fieldset, Group, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { changeTag, createTag, type CountedTag, TAG_COLORS, type TagColor } from "../../../api/tags.ts";
import { common } from "../../../texts/common.ts";
import { tags as texts } from "../../../texts/tags.ts";
import classes from "./tags.module.css";
import { useTagChange } from "./use-tag-change.ts";

interface TagFormProps {
  /** Undefined: a new one. */
  readonly tag: CountedTag | undefined;
  readonly onClose: () => void;
}

export function TagForm({ tag, onClose }: TagFormProps) {
  const [name, setName] = useState(tag?.name ?? "");
  const [color, setColor] = useState<TagColor | undefined>(tag?.color);
  const save = useTagChange({
    change: (wanted: string) => (tag ? changeTag({ id: tag.id, name: wanted, color: color ?? tag.color }) : createTag({ name: wanted, ...(color && { color }) })),
    done: (saved) => (tag ? texts.form.saved : texts.form.created(saved.name)),
    failed: texts.form.failed,
    onDone: onClose,
  });
  const wanted = name.trim();

  return (
    <Modal opened onClose={onClose} title={tag ? texts.form.edit(tag.name) : texts.form.create} centered size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== "" && !save.isPending) save.mutate(wanted);
        }}
      >
        <TextInput
          data-autofocus
          label={texts.form.name}
          placeholder={texts.form.namePlaceholder}
          maxLength={50}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Fieldset variant="unstyled" legend={texts.form.color} mt="md" classNames={{ legend: classes.legend }}>
          <Group gap={8}>
            {TAG_COLORS.map((one) => (
              <label key={one} title={texts.colors[one]} className={classes.swatch}>
                <input type="radio" name="color" value={one} checked={one === color} onChange={() => setColor(one)} aria-label={texts.colors[one]} />
                <ColorSwatch color={`var(--mantine-color-${one}-6)`} size={26}>
                  {one === color && <CheckIcon size={12} color="#fff" />}
                </ColorSwatch>
              </label>
            ))}
          </Group>
        </Fieldset>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" disabled={wanted === ""} loading={save.isPending}>
            {tag ? texts.form.save : texts.create}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
