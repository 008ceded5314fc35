import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Catalog } from "../../../../../src/catalog/types.ts";
import type { Segment, SegmentDraft } from "../../../api/segments.ts";
import { sessionQuery } from "../../../api/session.ts";
import { formatCount } from "../../../format/number.ts";
import { formatAgo } from "../../../format/time.ts";
import { builder } from "../../../texts/builder.ts";
import classes from "./conflict-dialog.module.css";
import { ChangeList } from "./history/change-list.tsx";
import { useReferredNames } from "./referred-names.ts";
import type { Conflict } from "./use-save.ts";

interface ConflictDialogProps {
  /** Undefined: there is none. */
  readonly conflict: Conflict | undefined;
  readonly mine: SegmentDraft;
  readonly catalog: Catalog;
  readonly busy: boolean;
  readonly onKeepMine: (over: Segment) => void;
  readonly onKeepBoth: () => void;
  readonly onKeepTheirs: (theirs: Segment) => void;
  readonly onClose: () => void;
}

const texts = builder.conflict;

/** Someone saved the same segment meanwhile. Shows what each changed, and lets the user choose; closing keeps everything as it is. */
export function ConflictDialog({ conflict, ...props }: ConflictDialogProps) {
  return conflict ? <OpenDialog {...props} conflict={conflict} /> : null;
}

function OpenDialog({ conflict, mine, catalog, busy, onKeepMine, onKeepBoth, onKeepTheirs, onClose }: ConflictDialogProps & { readonly conflict: Conflict }) {
  const { base, theirs, saves } = conflict;
  const { data: session } = useQuery(sessionQuery);
  const [now] = useState(() => Date.now());
  const names = useReferredNames(useMemo(() => [base.where, theirs.where, mine.where], [base, theirs, mine]));
  const nameOf = (author: { readonly id: string; readonly name: string }) => (author.id === session?.user.id ? texts.you : author.name);
  const authors = [...new Set(saves.map(({ author }) => nameOf(author)))];
  const [latest] = saves;
  return (
    <Modal opened onClose={onClose} title={texts.title(listed(authors))} size="xl" centered>
      <Stack>
        {latest && <Text size="md">{texts.lead(latest.author.name, formatCount(latest.revision), formatAgo(latest.createdAt, now))}</Text>}
        <div className={classes.both}>
          <section className={classes.side}>
            <h3 className={classes.title}>{texts.theirs}</h3>
            <ChangeList before={base} after={theirs} catalog={catalog} names={names} label={texts.theirs} />
          </section>
          <section className={classes.side}>
            <h3 className={classes.title}>{texts.mine}</h3>
            <ChangeList before={base} after={mine} catalog={catalog} names={names} label={texts.mine} />
          </section>
        </div>
        <Text c="dimmed">
          {texts.keepMineHint} {texts.keepTheirsHint}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="gray" onClick={onClose}>
            {texts.later}
          </Button>
          <Button variant="default" onClick={() => onKeepTheirs(theirs)} disabled={busy}>
            {texts.keepTheirs}
          </Button>
          <Button variant="default" onClick={onKeepBoth} disabled={busy}>
            {texts.keepBoth}
          </Button>
          <Button onClick={() => onKeepMine(theirs)} loading={busy}>
            {texts.keepMine(formatCount(theirs.revision + 1))}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : texts.and(names.slice(0, -1).join(", "), names.at(-1) ?? "");
}
