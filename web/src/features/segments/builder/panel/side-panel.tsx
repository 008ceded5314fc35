import { CopyButton, UnstyledButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { Clock } from "../../../../../../src/segment/window.ts";
import type { SegmentDraft } from "../../../../api/segments.ts";
import { builder } from "../../../../texts/builder.ts";
import type { Judged } from "../judge.ts";
import classes from "./panel.module.css";
import { SizePanel } from "./size-panel.tsx";
import { ZoneSelect } from "./zone-select.tsx";

interface SidePanelProps {
  readonly draft: SegmentDraft;
  readonly judged: Judged;
  readonly clock: Clock;
  readonly workspaceZone: string;
  readonly id: string | undefined;
  readonly onRefresh: () => void;
  readonly onTimeZone: (zone: string | null) => void;
}

const texts = builder.panel;

/** What is on the screen as a number and as a sentence. */
export function SidePanel({ draft, judged, clock, workspaceZone, id, onRefresh, onTimeZone }: SidePanelProps) {
  return (
    <aside className={classes.panel} aria-label={texts.label}>
      <SizePanel draft={draft} countable={judged.problems.length === 0} clock={clock} onRefresh={onRefresh} />
      <section>
        <h2 className={classes.heading}>{texts.words}</h2>
        <p className={judged.sentence ? classes.words : classes.soft}>{judged.sentence ?? texts.noWords}</p>
      </section>
      <section>
        <ZoneSelect zone={draft.timeZone} workspaceZone={workspaceZone} onChange={onTimeZone} />
      </section>
      <section>
        <h2 className={classes.heading}>{texts.id}</h2>
        {id === undefined ? (
          <p className={classes.soft}>{texts.notSaved}</p>
        ) : (
          <CopyButton value={id}>
            {({ copied, copy }) => (
              <UnstyledButton className={classes.id} onClick={copy} aria-label={copied ? texts.copied : texts.copyId}>
                <code>{id}</code>
                {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              </UnstyledButton>
            )}
          </CopyButton>
        )}
      </section>
    </aside>
  );
}
