import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { Fragment } from "react";
import type { SegmentSort } from "../../../api/segments.ts";
import { segments as texts } from "../../../texts/segments.ts";
import classes from "./segments-table.module.css";

interface SortHeaderProps {
  /** What the column shows, each of which the list can be sorted by. */
  readonly by: readonly SegmentSort[];
  readonly sort: SegmentSort;
  readonly order: "asc" | "desc";
  readonly onSort: (sort: SegmentSort, order: "asc" | "desc") => void;
  readonly className?: string | undefined;
  readonly hint?: string;
}

/** The order in which a column is sorted first: names from A, numbers and times from the most. */
export function firstOrder(sort: SegmentSort): "asc" | "desc" {
  return sort === "size" || sort === "modified" || sort === "exported" ? "desc" : "asc";
}

/** The head of a column that the list is sorted by when it is clicked, and the other way round when it is clicked again. */
export function SortHeader({ by, sort, order, onSort, className, hint }: SortHeaderProps) {
  const Arrow = order === "asc" ? IconArrowUp : IconArrowDown;
  const direction = order === "asc" ? "ascending" : "descending";
  return (
    <th scope="col" className={className} aria-sort={by.includes(sort) ? direction : "none"}>
      {by.map((one, at) => (
        <Fragment key={one}>
          {at > 0 && <span aria-hidden> · </span>}
          <UnstyledButton
            className={classes.sort}
            data-sorted={one === sort || undefined}
            title={hint ?? texts.sortBy(texts.columns[one])}
            onClick={() => onSort(one, one === sort ? (order === "asc" ? "desc" : "asc") : firstOrder(one))}
          >
            {texts.columns[one]}
            {one === sort && <Arrow size={13} aria-hidden />}
          </UnstyledButton>
        </Fragment>
      ))}
    </th>
  );
}
