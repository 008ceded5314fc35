import type { SegmentCondition } from "../../../../../../src/segment/ast.ts";
import { justAfter } from "../../../../components/just-after.ts";

/**
 * Who entered or left at a refresh, as a condition: its window begins after the refresh that it is compared with, and holds the one at `at`. Of
 * refreshes that follow each other it finds exactly those who moved between them, but for who is no customer any more.
 *
 * @param before the instant of the refresh before, RFC 3339; undefined: it is not known, and the window holds nothing but the one at `at`
 */
export function movedCondition(segment: string, side: "entered" | "left", before: string | undefined, at: string): SegmentCondition {
  return { kind: "segment", segment, [side]: { from: before === undefined ? at : justAfter(before), to: justAfter(at) } };
}
