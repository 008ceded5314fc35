import { type Fragment, sql } from "../../compiler/sql.ts";
import type { Both } from "./tile.ts";

/** The customers whom a tile compares, each as an expression of the type of `groupBitmapState(id)`. */
export interface ComparedSets {
  readonly segment: Fragment;
  /** Undefined: everyone. */
  readonly base: Fragment | undefined;
}

/** Whether the customer of a row is in the segment and in the base, as `in_segment` and `in_base`. */
export function flags({ segment, base }: ComparedSets): Fragment {
  return sql`bitmapContains(${segment}, id) AS in_segment, ${base === undefined ? sql`1` : sql`bitmapContains(${base}, id)`} AS in_base`;
}

/** Counts rows of customers by these. */
export const COUNTS = sql`countIf(in_segment) AS segment, countIf(in_base) AS base`;

/** Counts customers of a set of `members` by these. */
export function overlaps({ segment, base }: ComparedSets, members: Fragment): Fragment {
  const ofBase = base === undefined ? sql`bitmapCardinality(${members})` : sql`bitmapAndCardinality(${members}, ${base})`;
  return sql`bitmapAndCardinality(${members}, ${segment}) AS segment, ${ofBase} AS base`;
}

export const NONE: Both = { segment: 0, base: 0 };

export function less(one: Both, ...others: readonly Both[]): Both {
  return {
    segment: others.reduce((left, { segment }) => left - segment, one.segment),
    base: others.reduce((left, { base }) => left - base, one.base),
  };
}

export function isSome({ segment, base }: Both): boolean {
  return segment > 0 || base > 0;
}
