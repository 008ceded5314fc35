import type { Catalog } from "../catalog/types.ts";
import type { Problem } from "../errors.ts";
import type { Clock } from "./window.ts";

/** What the parts of `check` look at, and where they put what they find. */
export interface Findings {
  readonly catalog: Catalog;
  readonly clock: Clock;
  problem(problem: Problem): void;
  warning(problem: Problem): void;
}
