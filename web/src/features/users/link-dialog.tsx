import { Button, CopyButton, Group, Modal, Stack, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { formatMoment } from "../../format/time.ts";
import { users as texts } from "../../texts/users.ts";
import type { MadeLink } from "./use-user-changes.ts";
import classes from "./users.module.css";

interface LinkDialogProps {
  readonly made: MadeLink;
  readonly timeZone: string;
  readonly onClose: () => void;
}

/** The one-time link, which is shown here and nowhere else. A click beside it does not lose it. */
export function LinkDialog({ made: { user, link, expiresAt }, timeZone, onClose }: LinkDialogProps) {
  return (
    <Modal opened onClose={onClose} title={texts.link.title(user.name)} closeOnClickOutside={false} size="lg" centered>
      <Stack>
        <Text size="md">
          {texts.link.lead(user.name)} {texts.link.until(formatMoment(expiresAt, timeZone))}
        </Text>
        <div className={classes.link}>{link}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.link.done}
          </Button>
          <CopyButton value={link} timeout={4000}>
            {({ copied, copy }) => (
              <Button leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={copy} data-autofocus>
                {copied ? texts.link.copied : texts.link.copy}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Modal>
  );
}
