import { Drawer, Skeleton } from "@mantine/core";
import { Link, useRouter, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { opened as texts } from "../../texts/opened.ts";
import { closingByEscape } from "../escape.ts";
import { hashOfSet } from "./opened-set.ts";
import classes from "./open-customers.module.css";

/** No page needs them before a number is opened. */
const OpenedCustomers = lazy(async () => ({ default: (await import("./opened-customers.tsx")).OpenedCustomers }));
const SaveButton = lazy(async () => ({ default: (await import("./save-button.tsx")).SaveButton }));

/** The customers that were opened from a number, beside the page. */
export function OpenedDrawer() {
  const { history } = useRouter();
  const set = useRouterState({ select: ({ location }) => location.state.opened });
  return (
    <Drawer
      opened={set !== undefined}
      onClose={() => history.back()}
      closeOnEscape={false}
      onKeyDown={closingByEscape(() => history.back())}
      position="right"
      size="min(1080px, 100%)"
      title={set?.title}
      styles={{ title: { fontWeight: 650, overflowWrap: "anywhere" } }}
    >
      {set && (
        <Suspense fallback={<Skeleton height={420} radius="md" />}>
          <OpenedCustomers key={JSON.stringify(set)} set={set}>
            <SaveButton set={set} />
            <Link to="/customers" hash={hashOfSet(set)} className={classes.link}>
              {texts.page}
            </Link>
          </OpenedCustomers>
        </Suspense>
      )}
    </Drawer>
  );
}
