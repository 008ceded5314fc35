/** The view state of each page, as it stands in the address. What is not understood is left out. */

import type { SegmentSort } from "../api/segments.ts";

export interface SegmentsSearch {
  readonly search?: string;
  /** Ids of tags, all of which a segment must have. */
  readonly tags?: readonly string[];
  readonly owner?: "me" | "shared" | "others";
  /** Left out: the latest changed first. */
  readonly sort?: SegmentSort;
  readonly order?: "asc" | "desc";
}

export interface MembersSearch {
  /** What their keys and attributes are searched for. */
  readonly search?: string;
  /** The attribute that they are sorted by, null the key; left out: as they were first seen. */
  readonly sort?: string | null;
  /** Left out: from the least. */
  readonly order?: "asc" | "desc";
  /** The attributes shown; left out: the first few. */
  readonly columns?: readonly string[];
  /** The key of the customer who is open beside the table. */
  readonly customer?: string;
}

export interface ProfileSearch {
  /** The id of the segment that is explained. */
  readonly why?: string;
}

export interface SegmentSearch extends MembersSearch {
  readonly tab?: "customers" | "insights" | "history";
  /** The smart segment that a new one begins as. */
  readonly smart?: string;
  /** What is shown of the insights; left out: tiles. */
  readonly insight?: "differences" | "overlap" | "split";
  /** The id of the segment that the insights compare with; left out: everyone. */
  readonly against?: string;
}

const SORTS: readonly SegmentSort[] = ["modified", "name", "owner", "size", "tags"];

export function segmentsSearch({ search, tags, owner, sort, order }: Record<string, unknown>): SegmentsSearch {
  const chosen = Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
  const known = SORTS.find((one) => one === sort);
  return {
    ...(typeof search === "string" && search !== "" && { search }),
    ...(chosen.length > 0 && { tags: chosen }),
    ...((owner === "me" || owner === "shared" || owner === "others") && { owner }),
    ...(known && { sort: known }),
    ...((order === "asc" || order === "desc") && { order }),
  };
}

export function profileSearch({ why }: Record<string, unknown>): ProfileSearch {
  return typeof why === "string" && why !== "" ? { why } : {};
}

export function customerSearch({ search, sort, order, columns, customer }: Record<string, unknown>): MembersSearch {
  const sorted = sort === null || typeof sort === "string" || typeof sort === "number";
  return {
    ...((typeof search === "string" || typeof search === "number") && search !== "" && { search: String(search) }),
    ...(sorted && { sort: sort === null ? null : String(sort) }),
    ...(sorted && order === "desc" && { order }),
    ...(Array.isArray(columns) && { columns: columns.filter((column) => typeof column === "string") }),
    ...((typeof customer === "string" || typeof customer === "number") && { customer: String(customer) }),
  };
}

export function segmentSearch(raw: Record<string, unknown>): SegmentSearch {
  const { tab, smart, insight, against } = raw;
  return {
    ...customerSearch(raw),
    ...((tab === "customers" || tab === "insights" || tab === "history") && { tab }),
    ...(typeof smart === "string" && { smart }),
    ...((insight === "differences" || insight === "overlap" || insight === "split") && { insight }),
    ...(typeof against === "string" && { against }),
  };
}
