import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { DataType } from "../../../../src/catalog/types.ts";
import type { CustomerSort } from "../../api/audience.ts";
import { members as texts } from "../../texts/members.ts";
import classes from "./members.module.css";
import { nextSort } from "./members-view.ts";

interface SortHeadProps {
  /** Null: the customer's key. */
  readonly attribute: string | null;
  readonly type: DataType;
  readonly className?: string | undefined;
  /** Undefined: the table has one order. */
  readonly sorting: Sorting | undefined;
}

export interface Sorting {
  readonly sort: CustomerSort | undefined;
  readonly onSort: (sort: CustomerSort | undefined) => void;
}

/** The head of a column that customers are sorted by when it is pressed; pressed again the other way round, then as they were first seen. */
export function SortHead({ attribute, type, className, sorting }: SortHeadProps) {
  const name = attribute ?? texts.key;
  if (sorting === undefined) {
    return (
      <th scope="col" className={className} title={name}>
        {name}
      </th>
    );
  }
  const { sort, onSort } = sorting;
  const own = sort?.attribute === attribute ? sort.order : undefined;
  const Arrow = (own ?? firstOrder(type)) === "asc" ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" className={className} aria-sort={own === undefined ? "none" : own === "asc" ? "ascending" : "descending"}>
      <button
        type="button"
        className={classes.sort}
        data-sorted={own !== undefined || undefined}
        title={texts.sortBy(name)}
        onClick={() => onSort(nextSort(sort, attribute, firstOrder(type)))}
      >
        <span>{name}</span>
        <Arrow size={13} aria-hidden />
      </button>
    </th>
  );
}

/** The order in which a column is sorted first: texts from A, all else from the most. */
function firstOrder(type: DataType): CustomerSort["order"] {
  return type.kind !== "records" && type.of === "text" ? "asc" : "desc";
}
