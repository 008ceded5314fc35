import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { SegmentSearch } from "../../../components/page-search.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import { smart as texts } from "../../../texts/smart.ts";
import classes from "./smart.module.css";

const { cards } = segmentExports;
/** A button without height of its own cuts what hangs below the line. */
const WHOLE = { root: { overflow: "visible" }, inner: { overflow: "visible" }, label: { overflow: "visible" } } as const;

interface CardActionsProps {
  readonly name: string;
  /** The id of a saved segment, or `new`. */
  readonly segment: string;
  readonly search?: SegmentSearch;
  readonly copying: boolean;
  readonly onCopy: () => void;
  readonly onExport: () => void;
}

/** What every ready segment is used for. */
export function CardActions({ name, segment, search, copying, onCopy, onExport }: CardActionsProps) {
  return (
    <>
      <Link to="/segments/$id" params={{ id: segment }} search={{ ...search, tab: "customers" }} className={classes.link} aria-label={texts.customersOf(name)}>
        {texts.customers}
      </Link>
      <Link to="/segments/$id" params={{ id: segment }} search={{ ...search, tab: "insights" }} className={classes.link} aria-label={texts.insightsOf(name)}>
        {texts.insights}
      </Link>
      <Button variant="transparent" h="auto" p={0} className={classes.link} styles={WHOLE} loading={copying} onClick={onCopy} aria-label={texts.copyOf(name)}>
        {texts.copy}
      </Button>
      <Button variant="transparent" h="auto" p={0} className={classes.link} styles={WHOLE} onClick={onExport} aria-label={cards.actionOf(name)}>
        {cards.action}
      </Button>
    </>
  );
}
