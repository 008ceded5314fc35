import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { Segment, SegmentDraft } from "../../../api/segments.ts";
import { formatCount } from "../../../format/number.ts";
import { builder as texts } from "../../../texts/builder.ts";
import classes from "./conflict-dialog.module.css";

interface ConflictDialogProps {
  /** What is saved now; undefined: there is no conflict. */
  readonly theirs: Segment | undefined;
  readonly mine: SegmentDraft;
  readonly mySentence: string | undefined;
  readonly busy: boolean;
  readonly onKeepMine: (over: Segment) => void;
  readonly onKeepBoth: () => void;
  readonly onKeepTheirs: (theirs: Segment) => void;
  readonly onClose: () => void;
}

/** Someone saved the same segment meanwhile. Shows both, and lets the user choose; closing keeps everything as it is. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { theirs, mine, mySentence, busy, onKeepMine, onKeepBoth, onKeepTheirs, onClose } = props;
  if (!theirs) return null;
  return (
    <Modal opened onClose={onClose} title={texts.conflict.title} size="xl" centered>
      <Stack>
        <Text size="md">{texts.conflict.lead(theirs.name, formatCount(theirs.revision))}</Text>
        <div className={classes.both}>
          <Side title={texts.conflict.theirs} name={theirs.name} sentence={theirs.short} />
          <Side title={texts.conflict.mine} name={mine.name} sentence={mySentence ?? ""} />
        </div>
        <Group justify="flex-end">
          <Button variant="subtle" color="gray" onClick={onClose}>
            {texts.conflict.later}
          </Button>
          <Button variant="default" onClick={() => onKeepTheirs(theirs)} disabled={busy} title={texts.conflict.keepTheirsHint}>
            {texts.conflict.keepTheirs}
          </Button>
          <Button variant="default" onClick={onKeepBoth} disabled={busy}>
            {texts.conflict.keepBoth}
          </Button>
          <Button onClick={() => onKeepMine(theirs)} loading={busy} title={texts.conflict.keepMineHint}>
            {texts.conflict.keepMine}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Side({ title, name, sentence }: { readonly title: string; readonly name: string; readonly sentence: string }) {
  return (
    <div className={classes.side}>
      <Text size="xs" c="dimmed" fw={600}>
        {title}
      </Text>
      <Text fw={600}>{name}</Text>
      <Text size="sm">{sentence}</Text>
    </div>
  );
}
