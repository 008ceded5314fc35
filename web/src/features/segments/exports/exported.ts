import type { Condition } from "../../../../../src/segment/ast.ts";
import type { ExportSource } from "../../../api/exports.ts";

/** What is exported: a saved segment, or a card of the smart ones. */
export interface Exported {
  readonly source: ExportSource;
  readonly name: string;
  readonly where: Condition;
  /** Its own; null: the workspace's. */
  readonly timeZone: string | null;
}
