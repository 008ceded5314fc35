import { Title, VisuallyHidden } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { shell } from "../texts/shell.ts";
import classes from "./page.module.css";

interface PageProps {
  readonly title: string;
  /** Keeps the heading for those who hear the page, when the content shows its own. */
  readonly hideTitle?: boolean;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a page: its heading, what can be done on it, and the content. */
export function Page({ title, hideTitle = false, actions, children }: PageProps) {
  useDocumentTitle(`${title} · ${shell.product}`);
  const heading = <Title order={1}>{title}</Title>;
  return (
    <div className={classes.page}>
      {hideTitle ? (
        <VisuallyHidden>{heading}</VisuallyHidden>
      ) : (
        <header className={classes.top}>
          {heading}
          <div className={classes.actions}>{actions}</div>
        </header>
      )}
      {children}
    </div>
  );
}
