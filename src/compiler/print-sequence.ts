import type { SequenceLeaf } from "./plan.ts";
import { joinedMembers } from "./print-sequence-joins.ts";
import { windowedMembers } from "./print-sequence-windows.ts";
import type { Fragment } from "./sql.ts";

/** Joins are two to three times as fast, but planning them grows with the square of their number: a tenth of a second for ten (26.7). */
const MOST_JOINED_STEPS = 8;

/** The customers of a sequence, in one of two forms that find the same. */
export function sequenceMembers(leaf: SequenceLeaf): Fragment {
  return leaf.steps.length + leaf.ending.length <= MOST_JOINED_STEPS ? joinedMembers(leaf) : windowedMembers(leaf);
}
