import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { SegmentSearch } from "../../../components/page-search.ts";
import { smart as texts } from "../../../texts/smart.ts";
import classes from "./smart.module.css";

interface CardActionsProps {
  readonly name: string;
  /** The id of a saved segment, or `new`. */
  readonly segment: string;
  readonly search?: SegmentSearch;
  readonly copying: boolean;
  readonly onCopy: () => void;
}

/** What every ready segment is used for. */
export function CardActions({ name, segment, search, copying, onCopy }: CardActionsProps) {
  return (
    <>
      <Link to="/segments/$id" params={{ id: segment }} search={{ ...search, tab: "customers" }} className={classes.link} aria-label={texts.customersOf(name)}>
        {texts.customers}
      </Link>
      <Link to="/segments/$id" params={{ id: segment }} search={{ ...search, tab: "insights" }} className={classes.link} aria-label={texts.insightsOf(name)}>
        {texts.insights}
      </Link>
      <Button variant="transparent" h="auto" p={0} className={classes.link} styles={{ label: { overflow: "visible" } }} loading={copying} onClick={onCopy} aria-label={texts.copyOf(name)}>
        {texts.copy}
      </Button>
    </>
  );
}
