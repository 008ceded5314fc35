import type { CustomerSort, MembersChoice } from "../../api/audience.ts";
import type { MembersSearch } from "../page-search.ts";

/** What is shown of customers, as it stands in the address or beside the page. */
export interface MembersView extends MembersChoice {
  /** Undefined: those that were chosen last, or the first few. */
  readonly columns?: readonly string[] | undefined;
}

type ViewInAddress = Omit<MembersSearch, "customer">;

export function viewOf({ columns, search, sort, order = "asc" }: ViewInAddress): MembersView {
  return { columns, search, sort: sort === undefined ? undefined : { attribute: sort, order } };
}

export function addressOf({ columns, search, sort }: MembersView): ViewInAddress {
  return {
    ...(columns && { columns }),
    ...(search !== undefined && search !== "" && { search }),
    ...(sort && { sort: sort.attribute }),
    ...(sort?.order === "desc" && { order: sort.order }),
  };
}

/** The order after a column's head was pressed: from its first, the other way round, and as they were first seen. */
export function nextSort(sort: CustomerSort | undefined, attribute: string | null, first: CustomerSort["order"]): CustomerSort | undefined {
  if (sort?.attribute !== attribute) return { attribute, order: first };
  return sort.order === first ? { attribute, order: first === "asc" ? "desc" : "asc" } : undefined;
}
