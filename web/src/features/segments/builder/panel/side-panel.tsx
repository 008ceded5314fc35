import { CopyButton, UnstyledButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { builder } from "../../../../texts/builder.ts";
import type { Size } from "../use-size.ts";
import classes from "./panel.module.css";
import { SizePanel } from "./size-panel.tsx";
import { ZoneSelect } from "./zone-select.tsx";

interface SidePanelProps {
  readonly size: Size;
  readonly refused: boolean;
  readonly now: number;
  /** Undefined while a condition is not complete. */
  readonly sentence: string | undefined;
  readonly timeZone: string | null;
  readonly workspaceZone: string;
  readonly id: string | undefined;
  readonly onRefresh: () => void;
  readonly onTimeZone: (zone: string | null) => void;
}

const texts = builder.panel;

/** What is on the screen as a number and as a sentence. */
export function SidePanel(props: SidePanelProps) {
  const { size, refused, now, sentence, timeZone, workspaceZone, id, onRefresh, onTimeZone } = props;
  return (
    <aside className={classes.panel} aria-label={texts.label}>
      <SizePanel size={size} refused={refused} now={now} onRefresh={onRefresh} />
      <section>
        <h2 className={classes.heading}>{texts.words}</h2>
        <p className={sentence ? classes.words : classes.soft}>{sentence ?? texts.noWords}</p>
      </section>
      <section>
        <ZoneSelect zone={timeZone} workspaceZone={workspaceZone} onChange={onTimeZone} />
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
