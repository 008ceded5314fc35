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
  /** The zone of segments that are referred to and have none of their own; left out: `timeZone`. IANA name. */
  readonly workspaceZone?: string | undefined;
  /** Every saved segment that may be referred to, by its id; left out: references are not looked into. */
  readonly segments?: ReadonlyMap<string, SavedSegment> | undefined;
}

/** A segment as it was saved: its condition is judged where it is referred to. */
export interface SavedSegment {
  readonly id: string;
  readonly name: string;
  readonly where: unknown;
  /** Wins over the zone of whoever refers to it; left out: the workspace's or the call's. */
  readonly timeZone?: string | undefined;
}

/** The result of `check`: `condition` is there only when there are no problems. */
export interface Checked {
  readonly condition: Condition | undefined;
  readonly problems: readonly Problem[];
  /** What is allowed but surely not meant, such as a window that lies after now. */
  readonly warnings: readonly Problem[];
}

