import type { Problem } from "../errors.ts";
import type { Catalog } from "../catalog/types.ts";
import type { Condition } from "./ast.ts";

/** What definitions refer to, each by its id, with what happened to it as far as they ask. */
export interface Referred {
  readonly segments: ReadonlyMap<string, SavedSegment>;
  readonly destinations: ReadonlyMap<string, SavedDestination>;
}

export const NOTHING_REFERRED: Referred = { segments: new Map(), destinations: new Map() };

/** What a definition is checked against, and judged with. What may be referred to and is left out is not looked into. */
export interface Circumstances extends Partial<Referred> {
  readonly catalog: Catalog;
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA name. */
  readonly timeZone: string;
  /** The zone of segments that are referred to and have none of their own; left out: `timeZone`. IANA name. */
  readonly workspaceZone?: string | undefined;
}

/** A segment as it was saved: its condition is judged where it is referred to. */
export interface SavedSegment {
  readonly id: string;
  readonly name: string;
  readonly where: unknown;
  /** Wins over the zone of whoever refers to it; left out: the workspace's or the call's. */
  readonly timeZone?: string | undefined;
  /** Left out: nobody asked who entered it or left. */
  readonly refreshes?: Refreshes | undefined;
}

/** What is known of who entered a segment and who left. */
export interface Refreshes {
  /** How many there were. */
  readonly count: number;
  /** Those at which somebody entered, the oldest first. */
  readonly entered: readonly KeptSet[];
  /** Those at which somebody left, the oldest first. */
  readonly left: readonly KeptSet[];
}

/** Where customers are sent. */
export interface SavedDestination {
  readonly id: string;
  readonly name: string;
  /** Whom it was sent, the oldest first. */
  readonly sendings: readonly KeptSet[];
}

/** Customers who are kept as they were at an instant. */
export interface KeptSet {
  /** What it is kept under: it stays the same for ever. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The result of `check`: `condition` is there only when there are no problems. */
export interface Checked {
  readonly condition: Condition | undefined;
  readonly problems: readonly Problem[];
  /** What is allowed but surely not meant, such as a window that lies after now. */
  readonly warnings: readonly Problem[];
}

