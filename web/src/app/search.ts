/** The view state of each page, as it stands in the address. What is not understood is left out. */

export interface SegmentsSearch {
  readonly search?: string;
}

export interface MembersSearch {
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
  readonly tab?: "customers";
  /** The smart segment that a new one begins as. */
  readonly smart?: string;
}

export function segmentsSearch(raw: Record<string, unknown>): SegmentsSearch {
  return typeof raw.search === "string" && raw.search !== "" ? { search: raw.search } : {};
}

export function profileSearch({ why }: Record<string, unknown>): ProfileSearch {
  return typeof why === "string" && why !== "" ? { why } : {};
}

export function customerSearch({ columns, customer }: Record<string, unknown>): MembersSearch {
  return {
    ...(Array.isArray(columns) && { columns: columns.filter((column) => typeof column === "string") }),
    ...((typeof customer === "string" || typeof customer === "number") && { customer: String(customer) }),
  };
}

export function segmentSearch(raw: Record<string, unknown>): SegmentSearch {
  return { ...customerSearch(raw), ...(raw.tab === "customers" && { tab: "customers" }), ...(typeof raw.smart === "string" && { smart: raw.smart }) };
}
