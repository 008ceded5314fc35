import { ActionIcon, Popover, Text, TextInput } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import { useState } from "react";
import type { Window } from "../../../../../../src/segment/ast.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";
import { keepEscape } from "../../../../components/escape.ts";
import { windows as texts } from "../../../../texts/windows.ts";
import { ResolvedWindow } from "./resolved-window.tsx";
import { readWindow } from "./window-text.ts";

interface WindowTypedProps {
  readonly clock: Clock;
  readonly onRead: (window: Window) => void;
}

/** A time as it is said: what is understood is shown as dates before it is taken. */
export function WindowTyped({ clock, onRead }: WindowTypedProps) {
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? undefined : readWindow(typed, clock);
  const close = () => setTyped(undefined);
  return (
    <Popover opened={typed !== undefined} onDismiss={close} width={300} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={texts.typed}
          title={texts.typed}
          onClick={() => setTyped(typed === undefined ? "" : undefined)}
        >
          <IconKeyboard size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown onKeyDown={keepEscape} aria-label={texts.typed}>
        <TextInput
          aria-label={texts.typed}
          placeholder={texts.typedPlaceholder}
          value={typed ?? ""}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") close();
            if (event.key !== "Enter" || read === undefined) return;
            event.preventDefault();
            onRead(read);
            close();
          }}
        />
        <div role="status">
          {read && <ResolvedWindow window={read} clock={clock} by="moment" />}
          <Text size="xs" c="dimmed" mt={6}>
            {!typed?.trim() ? texts.typedExamples : read ? texts.typedEnter : texts.typedUnread}
          </Text>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
