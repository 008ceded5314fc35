import { CopyButton, UnstyledButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { common } from "../texts/common.ts";
import classes from "./copy-id.module.css";

interface CopyIdProps {
  readonly id: string;
  /** What pressing it does. */
  readonly label: string;
}

/** An id, which is copied by a press. */
export function CopyId({ id, label }: CopyIdProps) {
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <UnstyledButton className={classes.id} onClick={copy} aria-label={copied ? common.copied : label}>
          <code>{id}</code>
          {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        </UnstyledButton>
      )}
    </CopyButton>
  );
}
