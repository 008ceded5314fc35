import type { Fragment } from "../compiler/sql.ts";
import type { Commit, Manifest } from "../engine/manifest.ts";
import type { ColumnDecision } from "./request.ts";

/** What an import has judged and staged; nothing of it is visible yet. */
export interface Staged {
  /** Every row of the file, with the `reason` why it is rejected, '' for the others. */
  readonly judged: Fragment;
  /** Queries with a row each: the different customers, the accepted rows, the duplicates. */
  readonly customers: Fragment;
  readonly accepted: Fragment;
  readonly duplicates: Fragment;
  readonly newCustomers: number;
  readonly staged: Commit["staged"];
  readonly columns: readonly ColumnDecision[];
  /** What the manifest says once the rows are in. */
  next(manifest: Manifest): Promise<Pick<Manifest, "catalog" | "nextColumn">>;
}
