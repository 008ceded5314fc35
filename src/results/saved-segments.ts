import { referredSegments } from "../segment/referred-segments.ts";
import type { SavedSegments } from "./question.ts";

const NONE: SavedSegments = new Map();

/** The saved segments, asked for only when a condition, as the caller gave it, refers to one. */
export function segmentsFor(where: unknown, segments: () => Promise<SavedSegments>): Promise<SavedSegments> {
  return referredSegments(where).size > 0 ? segments() : Promise.resolve(NONE);
}
