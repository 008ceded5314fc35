import { Button, Skeleton, Textarea, UnstyledButton } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { addNote, LONGEST_NOTE, notesQuery } from "../../../../api/notes.ts";
import { sessionQuery } from "../../../../api/session.ts";
import { ErrorNotice } from "../../../../components/error-notice.tsx";
import { sayFailed } from "../../../../components/say.ts";
import { useOneAtATime } from "../../../../components/use-one-at-a-time.ts";
import { panel } from "../../../../texts/panel.ts";
import { NoteItem } from "./note-item.tsx";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";

const texts = panel.notes;
const SHOWN = 3;

/** What people wrote about the segment, the latest last. */
export function NotesSection({ id, timeZone }: { readonly id: string; readonly timeZone: string }) {
  const cache = useQueryClient();
  const { data: notes, error, refetch } = useQuery(notesQuery(id));
  const { data: session } = useQuery(sessionQuery);
  const [all, setAll] = useState(false);
  // Half written it is still there after another page was looked at.
  const [typed, setTyped] = useSessionStorage({ key: `coterie-note-${id}`, defaultValue: "" });
  const [now] = useState(() => Date.now());
  const add = useMutation({
    mutationFn: () => addNote(id, typed.trim()),
    onSuccess: (note) => {
      setTyped("");
      cache.setQueryData(notesQuery(id).queryKey, (known) => [...(known ?? []), note]);
    },
    onError: (failure) => sayFailed(texts.failed, failure),
  });
  const addOnce = useOneAtATime(() => add.mutateAsync());
  const submit = () => {
    if (typed.trim() !== "") addOnce();
  };
  const hidden = all ? 0 : Math.max(0, (notes?.length ?? 0) - SHOWN);
  return (
    <PanelSection name="notes" title={texts.title}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!notes && !error && <Skeleton height={40} />}
      {hidden > 0 && (
        <UnstyledButton className={classes.link} onClick={() => setAll(true)}>
          {texts.earlier(hidden)}
        </UnstyledButton>
      )}
      {notes?.length === 0 && <p className={classes.soft}>{texts.none}</p>}
      {notes && notes.length > 0 && (
        <ol className={classes.notes} aria-label={texts.title}>
          {notes.slice(hidden).map((note) => (
            <NoteItem key={note.id} segment={id} note={note} own={note.author.id === session?.user.id} timeZone={timeZone} now={now} />
          ))}
        </ol>
      )}
      <form
        className={classes.write}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Textarea
          size="xs"
          autosize
          minRows={1}
          maxRows={8}
          maxLength={LONGEST_NOTE}
          aria-label={texts.write}
          placeholder={texts.write}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
          }}
        />
        {typed.trim() !== "" && (
          <Button type="submit" size="xs" variant="default" loading={add.isPending}>
            {texts.add}
          </Button>
        )}
      </form>
    </PanelSection>
  );
}
