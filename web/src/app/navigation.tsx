import { AppShell, CloseButton } from "@mantine/core";
import { IconChartBar, IconSend, IconUsers, IconUsersGroup } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Session } from "../api/session.ts";
import { common } from "../texts/common.ts";
import { shell } from "../texts/shell.ts";
import { Bell } from "./bell.tsx";
import { Brand } from "./brand.tsx";
import { Finder } from "./finder.tsx";
import classes from "./navigation.module.css";
import { ThemeSwitch } from "./theme-switch.tsx";
import { UserMenu } from "./user-menu.tsx";

interface NavigationProps {
  readonly session: Session;
  /** On a narrow screen it covers the page, and can be closed. */
  readonly open: boolean;
  readonly onClose: () => void;
}

const places = [
  { to: "/segments", text: shell.segments, Icon: IconUsersGroup },
  { to: "/customers", text: shell.customers, Icon: IconUsers },
  { to: "/insights", text: shell.insights, Icon: IconChartBar },
  { to: "/exports", text: shell.exports, Icon: IconSend },
] as const;

export function Navigation({ session, open, onClose }: NavigationProps) {
  return (
    <AppShell.Navbar className={classes.bar} aria-label={shell.navigation}>
      <div className={classes.brand}>
        <Brand />
        {!open && <Bell position="right-start" />}
        {open && <CloseButton hiddenFrom="sm" onClick={onClose} aria-label={common.close} />}
      </div>
      <Finder />
      <ul className={classes.places}>
        {places.map(({ to, text, Icon }) => (
          <li key={to}>
            <Link to={to} className={classes.place} activeOptions={{ includeSearch: false }}>
              <Icon size={17} stroke={1.8} aria-hidden />
              {text}
            </Link>
          </li>
        ))}
      </ul>
      <ThemeSwitch />
      <UserMenu session={session} />
    </AppShell.Navbar>
  );
}
