import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { shell } from "../texts/shell.ts";
import classes from "./command.module.css";

/** A command to run in a terminal, with a button that copies it. */
export function Command({ text }: { readonly text: string }) {
  return (
    <div className={classes.command}>
      <code>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? shell.signedOut.copied : shell.signedOut.copy}>
            <ActionIcon variant="subtle" color="gray" onClick={copy} aria-label={shell.signedOut.copy}>
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
