import { bind, type Fragment, sql } from "../../compiler/sql.ts";

/** What becomes of a row at the destination. */
export type Change = "added" | "updated" | "removed";
export const CHANGES = ["added", "updated", "removed"] as const satisfies readonly Change[];

/** Rows of one change, in the order of the ids of their customers: those after `after` up to `to`, both ids. */
export interface Part {
  readonly change: Change;
  readonly after: number;
  readonly to: number;
  readonly rows: number;
}

/** Which rows of the table are in a part. */
export function rowsOf({ change, after, to }: Part): Fragment {
  return sql`change = ${bind("String", change)} AND id > ${bind("UInt32", after)} AND id <= ${bind("UInt32", to)}`;
}
