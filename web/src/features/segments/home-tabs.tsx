import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { trashQuery } from "../../api/segments.ts";
import classes from "../../components/tabs.module.css";
import { formatCount } from "../../format/number.ts";
import { segments as texts } from "../../texts/segments.ts";

/** The kinds of segments, each a place with an address of its own. */
export function HomeTabs() {
  const total = useInfiniteQuery(trashQuery).data?.pages[0]?.total;
  return (
    <nav className={classes.tabs} aria-label={texts.tabs.label}>
      <Link to="/segments" activeOptions={{ exact: true, includeSearch: false }}>
        {texts.tabs.custom}
      </Link>
      <Link to="/segments/featured">{texts.tabs.featured}</Link>
      <Link to="/segments/smart">{texts.tabs.smart}</Link>
      <Link to="/segments/tags">{texts.tabs.tags}</Link>
      <Link to="/segments/trash" data-last>
        {texts.tabs.trash} {total !== undefined && <small>{formatCount(total)}</small>}
      </Link>
    </nav>
  );
}
