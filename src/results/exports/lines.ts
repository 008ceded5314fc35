import { type Fragment, sql } from "../../compiler/sql.ts";

/** What the engine prints of each row, a line of it. */
export interface Lines {
  readonly values: Fragment;
  /** The engine's name of how they are printed. */
  readonly format: Fragment;
  readonly settings: Readonly<Record<string, string>>;
}

/** Lines that are one text each. */
export function textLines(line: Fragment): Lines {
  return { values: line, format: sql`TSVRaw`, settings: {} };
}
