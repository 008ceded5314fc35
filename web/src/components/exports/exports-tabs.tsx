import { Link } from "@tanstack/react-router";
import { exports } from "../../texts/exports.ts";
import classes from "../tabs.module.css";
import { useIsAdministrator } from "../use-is-administrator.ts";

const texts = exports.tabs;

/** The places of exports, each with an address of its own. */
export function ExportsTabs() {
  const isAdministrator = useIsAdministrator();
  return (
    <nav className={classes.tabs} aria-label={texts.label}>
      <Link to="/exports" activeOptions={{ exact: true, includeSearch: false }}>
        {texts.runs}
      </Link>
      <Link to="/exports/destinations">{texts.destinations}</Link>
      {isAdministrator && <Link to="/exports/settings">{texts.settings}</Link>}
    </nav>
  );
}
