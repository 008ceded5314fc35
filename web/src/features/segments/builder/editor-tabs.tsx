import { Link } from "@tanstack/react-router";
import classes from "../../../components/tabs.module.css";
import { builder as texts } from "../../../texts/builder.ts";

/** The views of one segment. They are places with an address of their own, and so links. */
export function EditorTabs() {
  return (
    <nav className={classes.tabs} aria-label={texts.tabs.label}>
      <Link from="/segments/$id" to="." search={({ tab: _, ...rest }) => rest} activeOptions={{ exact: true }}>
        {texts.tabs.builder}
      </Link>
      <Link
        from="/segments/$id"
        to="."
        search={(search) => ({ ...search, tab: "customers" as const })}
        activeOptions={{ exact: true }}
      >
        {texts.tabs.customers}
      </Link>
      <Link from="/segments/$id" to="." search={(search) => ({ ...search, tab: "insights" as const })} activeOptions={{ exact: true }}>
        {texts.tabs.insights}
      </Link>
      <Link from="/segments/$id" to="." search={(search) => ({ ...search, tab: "exports" as const })} activeOptions={{ exact: true }}>
        {texts.tabs.exports}
      </Link>
      <Link from="/segments/$id" to="." search={(search) => ({ ...search, tab: "history" as const })} activeOptions={{ exact: true }}>
        {texts.tabs.history}
      </Link>
    </nav>
  );
}
