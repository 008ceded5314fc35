import type { Problem } from "../errors.ts";
import type { Catalog } from "../catalog/types.ts";
import type { Condition } from "./ast.ts";

/** What a definition is checked against, and judged with. */
export interface Circumstances {
  readonly catalog: Catalog;
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** The result of `check`: `condition` is there only when there are no problems. */
export interface Checked {
  readonly condition: Condition | undefined;
  readonly problems: readonly Problem[];
  /** What is allowed but surely not meant, such as a window that lies after now. */
  readonly warnings: readonly Problem[];
}

