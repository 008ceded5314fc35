import { CopyButton, UnstyledButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { customers as texts } from "../../texts/customers.ts";
import classes from "./customer.module.css";

export function CopyKey({ customerKey }: { readonly customerKey: string }) {
  return (
    <CopyButton value={customerKey}>
      {({ copied, copy }) => (
        <UnstyledButton className={classes.copy} onClick={copy} aria-label={copied ? texts.profile.copied : texts.profile.copyKey(customerKey)}>
          <span>{customerKey}</span>
          {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        </UnstyledButton>
      )}
    </CopyButton>
  );
}
