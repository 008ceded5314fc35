import type { Catalog } from "../catalog/types.ts";
import type { Problem } from "../errors.ts";
import type { Referred } from "./checked.ts";
import type { Clock } from "./window.ts";

/** What the parts of `check` look at, and where they put what they find. */
export interface Findings {
  readonly catalog: Catalog;
  readonly clock: Clock;
  /** What may be referred to, by id; undefined: that is not looked into. */
  readonly segments: Referred["segments"] | undefined;
  readonly destinations: Referred["destinations"] | undefined;
  /** The ids of the segments through which this is looked at, the outermost first. */
  readonly within: readonly string[];
  /** Segments that were looked into, each with what is wrong in it, or null. */
  readonly judged: Map<string, Problem | null>;
  problem(problem: Problem): void;
  warning(problem: Problem): void;
}
