/** The view state of each page, as it stands in the address. What is not understood is left out. */

import { RUN_STATUSES, type RunStatus } from "../api/exports.ts";
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
  readonly tab?: "customers" | "insights" | "exports" | "history";
  /** Tells one new segment that begins as something from another. */
  readonly begun?: string;
  /** The smart segment that a new one begins as. */
  readonly smart?: string;
  /** What is shown of the insights; left out: tiles. */
  readonly insight?: "differences" | "overlap" | "split";
  /** The id of the segment that the insights compare with; left out: everyone. */
  readonly against?: string;
  /** The id of the destination that exports are shown of; left out: the first that may be used. */
  readonly destination?: string;
}

export interface RunsSearch {
  readonly status?: RunStatus;
  /** The id of where they went. */
  readonly destination?: string;
}

export interface DestinationSearch {
  /** The kind that a new one is of. */
  readonly type?: string;
}

const SORTS: readonly SegmentSort[] = ["modified", "name", "owner", "size", "tags", "exported"];

type Raw = Readonly<Record<string, unknown>>;

/** The router keeps of an address what its reader says nothing of: all that it does not understand is told to be nothing. */
function reading<T extends object>(read: (raw: Raw) => T): (raw: Raw) => T {
  return (raw) => ({ ...Object.fromEntries(Object.keys(raw).map((name) => [name, undefined])), ...read(raw) });
}

/** A text of digits alone comes as a number. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export const segmentsSearch = reading(({ search, tags, owner, sort, order }): SegmentsSearch => {
  const chosen = Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
  const known = SORTS.find((one) => one === sort);
  const sought = textOf(search);
  return {
    ...(sought !== undefined && { search: sought }),
    ...(chosen.length > 0 && { tags: chosen }),
    ...((owner === "me" || owner === "shared" || owner === "others") && { owner }),
    ...(known && { sort: known }),
    ...((order === "asc" || order === "desc") && { order }),
  };
});

export const profileSearch = reading(({ why }): ProfileSearch => {
  const explained = textOf(why);
  return explained === undefined ? {} : { why: explained };
});

export const customerSearch = reading(membersSearch);

export const segmentSearch = reading((raw): SegmentSearch => {
  const { tab, begun, smart, insight, against, destination } = raw;
  const [beginning, card, other, to] = [textOf(begun), textOf(smart), textOf(against), textOf(destination)];
  return {
    ...membersSearch(raw),
    ...((tab === "customers" || tab === "insights" || tab === "exports" || tab === "history") && { tab }),
    ...(beginning !== undefined && { begun: beginning }),
    ...(card !== undefined && { smart: card }),
    ...((insight === "differences" || insight === "overlap" || insight === "split") && { insight }),
    ...(other !== undefined && { against: other }),
    ...(to !== undefined && { destination: to }),
  };
});

export const runsSearch = reading(({ status, destination }): RunsSearch => {
  const known = RUN_STATUSES.find((one) => one === status);
  const to = textOf(destination);
  return { ...(known && { status: known }), ...(to !== undefined && { destination: to }) };
});

export const destinationSearch = reading(({ type }): DestinationSearch => {
  const kind = textOf(type);
  return kind === undefined ? {} : { type: kind };
});

function membersSearch({ search, sort, order, columns, customer }: Raw): MembersSearch {
  const [sought, open] = [textOf(search), textOf(customer)];
  const sorted = sort === null ? null : textOf(sort);
  return {
    ...(sought !== undefined && { search: sought }),
    ...(sorted !== undefined && { sort: sorted }),
    ...(sorted !== undefined && order === "desc" && { order }),
    ...(Array.isArray(columns) && { columns: columns.filter((column) => typeof column === "string") }),
    ...(open !== undefined && { customer: open }),
  };
}
