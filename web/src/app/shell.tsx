import { AppShell, Burger, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { ApiError } from "../api/client.ts";
import { sessionQuery } from "../api/session.ts";
import { ErrorNotice } from "../components/error-notice.tsx";
import { OpenedDrawer } from "../components/open-customers/opened-drawer.tsx";
import { shell } from "../texts/shell.ts";
import { Bell } from "./bell.tsx";
import { Brand } from "./brand.tsx";
import { Navigation } from "./navigation.tsx";
import { SessionEnded } from "./session-ended.tsx";
import classes from "./shell.module.css";
import { SignedOut } from "./signed-out.tsx";

/** The frame of every page. Without a session there is only the page that tells how to get one. */
export function Shell() {
  const session = useQuery(sessionQuery);
  const [open, { toggle, close }] = useDisclosure(false);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  useEffect(close, [pathname]);

  const refused = session.error instanceof ApiError && session.error.status === 401;
  if (!session.data) {
    if (refused) return <SignedOut onRetry={() => void session.refetch()} />;
    if (session.error) {
      return (
        <main className={classes.alone}>
          <ErrorNotice error={session.error} onRetry={() => void session.refetch()} />
        </main>
      );
    }
    return <Skeleton height="100dvh" radius={0} aria-hidden />;
  }

  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 200, breakpoint: "sm", collapsed: { mobile: !open } }}
    >
      <a className={classes.skip} href="#content">
        {shell.skip}
      </a>
      <AppShell.Header className={classes.header} hiddenFrom="sm">
        <Burger opened={open} onClick={toggle} size="sm" aria-label={shell.menuOpen} aria-expanded={open} />
        <Brand />
        <span className={classes.bell}>
          <Bell position="bottom-end" />
        </span>
      </AppShell.Header>
      <Navigation session={session.data} open={open} onClose={close} />
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <Outlet />
        <OpenedDrawer />
      </AppShell.Main>
      {refused && <SessionEnded onRetry={() => void session.refetch()} />}
    </AppShell>
  );
}
