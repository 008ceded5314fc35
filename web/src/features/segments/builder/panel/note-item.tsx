import { ActionIcon, Button, Group, Textarea } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { deleteNote, editNote, LONGEST_NOTE, type Note, notesQuery } from "../../../../api/notes.ts";
import { sayFailed } from "../../../../components/say.ts";
import { formatAgo, formatMoment } from "../../../../format/time.ts";
import { common } from "../../../../texts/common.ts";
import { panel } from "../../../../texts/panel.ts";
import classes from "./panel.module.css";

interface NoteItemProps {
  readonly segment: string;
  readonly note: Note;
  /** Whether the user wrote it. */
  readonly own: boolean;
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

const texts = panel.notes;

/** One note: its author may write it anew, and delete it. */
export function NoteItem({ segment, note, own, timeZone, now }: NoteItemProps) {
  const cache = useQueryClient();
  const [doing, setDoing] = useState<"edit" | "remove">();
  const [typed, setTyped] = useState(note.text);
  const change = (to: (notes: readonly Note[]) => readonly Note[]) => {
    cache.setQueryData(notesQuery(segment).queryKey, (known) => known && to(known));
    setDoing(undefined);
  };
  const save = useMutation({
    mutationFn: () => editNote(segment, note.id, typed.trim()),
    onSuccess: (edited) => change((notes) => notes.map((one) => (one.id === note.id ? edited : one))),
    onError: (error) => sayFailed(texts.failed, error),
  });
  const remove = useMutation({
    mutationFn: () => deleteNote(segment, note.id),
    onSuccess: () => change((notes) => notes.filter(({ id }) => id !== note.id)),
    onError: (error) => sayFailed(texts.removeFailed, error),
  });
  const begin = () => {
    setTyped(note.text);
    setDoing("edit");
  };
  const cancel = (
    <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setDoing(undefined)}>
      {common.cancel}
    </Button>
  );

  return (
    <li className={classes.note}>
      <div className={classes.noteHead}>
        <b>{note.author.name}</b>
        <time dateTime={note.createdAt} title={formatMoment(note.createdAt, timeZone)}>
          {formatAgo(note.createdAt, now)}
        </time>
        {own && doing === undefined && (
          <span className={classes.action}>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={texts.edit} onClick={begin}>
              <IconPencil size={13} />
            </ActionIcon>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={texts.remove} onClick={() => setDoing("remove")}>
              <IconTrash size={13} />
            </ActionIcon>
          </span>
        )}
      </div>
      {doing === "edit" ? (
        <>
          <Textarea size="xs" autosize maxRows={12} maxLength={LONGEST_NOTE} aria-label={texts.text} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} data-autofocus />
          <Group gap={6} mt={6}>
            <Button size="compact-xs" loading={save.isPending} disabled={typed.trim() === ""} onClick={() => save.mutate()}>
              {texts.save}
            </Button>
            {cancel}
          </Group>
        </>
      ) : (
        <p className={classes.noteText}>{note.text}</p>
      )}
      {note.editedAt !== null && doing === undefined && <small className={classes.small}>{texts.edited(formatAgo(note.editedAt, now))}</small>}
      {doing === "remove" && (
        <Group gap={6} mt={6} role="group" aria-label={texts.removeSure}>
          <small>{texts.removeSure}</small>
          <Button size="compact-xs" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {texts.removeNow}
          </Button>
          {cancel}
        </Group>
      )}
    </li>
  );
}
