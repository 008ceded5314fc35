import { bind, type Fragment, sql } from "../../compiler/sql.ts";

/** What becomes of a row at the destination. */
export type Change = "added" | "updated" | "removed";
/** In the order in which they are sent: who is found by the value of one who left comes after that one went. */
export const CHANGES = ["removed", "added", "updated"] as const satisfies readonly Change[];

/** How many rows there are of all changes. */
export function totalOf(rows: Readonly<Record<Change, number>>): number {
  return CHANGES.reduce((sum, change) => sum + rows[change], 0);
}

/** Rows of one change, in the order of the ids of their customers: those after `after` up to `to`, both ids. */
export interface Part {
  readonly change: Change;
  readonly after: number;
  readonly to: number;
  readonly rows: number;
}

/** Up to which customer, by their ids, the rows of each change were sent; 0: none was. */
export type Taken = Readonly<Record<Change, number>>;

/** Which rows of the table are in a part. */
export function rowsOf({ change, after, to }: Part): Fragment {
  return sql`change = ${bind("String", change)} AND id > ${bind("UInt32", after)} AND id <= ${bind("UInt32", to)}`;
}
