import { ActionIcon, Indicator, Popover } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { notificationsQuery, readNotifications } from "../api/notifications.ts";
import { keepEscape } from "../components/escape.ts";
import { notifications as texts } from "../texts/notifications.ts";
import classes from "./bell.module.css";
import { NoticeList } from "./notice-list.tsx";

const MOST_SHOWN = 99;

/** What the user is told of: how many are unread, and when it is opened the list, which is read then. */
export function Bell({ position }: { readonly position: "right-start" | "bottom-end" }) {
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const found = useInfiniteQuery(notificationsQuery);
  const unread = found.data?.pages[0]?.unread ?? 0;
  // What was unread stays marked as new while the list is open.
  const read = useMutation({
    mutationFn: readNotifications,
    onSuccess: () =>
      cache.setQueryData(notificationsQuery.queryKey, (known) => {
        return known && { ...known, pages: known.pages.map((page) => ({ ...page, unread: 0 })) };
      }),
  });
  const show = (next: boolean) => {
    setOpen(next);
    if (next && unread > 0) read.mutate();
    if (!next) void cache.invalidateQueries({ queryKey: notificationsQuery.queryKey });
  };
  return (
    <Popover opened={open} onChange={show} position={position} width={380} shadow="md" trapFocus returnFocus>
      <Indicator
        inline
        label={unread > MOST_SHOWN ? texts.most : unread}
        disabled={unread === 0}
        size={16}
        offset={5}
        color="red"
        classNames={{ indicator: classes.unread }}
      >
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={texts.open(unread)} aria-expanded={open} onClick={() => show(!open)}>
            <IconBell size={18} stroke={1.8} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown className={classes.dropdown} aria-label={texts.title} onKeyDown={keepEscape}>
        <h2 className={classes.title}>{texts.title}</h2>
        <NoticeList found={found} onLeave={() => show(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
