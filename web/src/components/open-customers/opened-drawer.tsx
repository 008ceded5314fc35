import { Drawer } from "@mantine/core";
import { Link, useRouter, useRouterState } from "@tanstack/react-router";
import { opened as texts } from "../../texts/opened.ts";
import { closingByEscape } from "../escape.ts";
import { hashOfSet } from "./opened-set.ts";
import classes from "./open-customers.module.css";
import { OpenedCustomers } from "./opened-customers.tsx";
import { SaveAsSegment } from "./save-as-segment.tsx";

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
        <OpenedCustomers key={JSON.stringify(set)} set={set}>
          <SaveAsSegment set={set} />
          <Link to="/customers" hash={hashOfSet(set)} className={classes.link}>
            {texts.page}
          </Link>
        </OpenedCustomers>
      )}
    </Drawer>
  );
}
