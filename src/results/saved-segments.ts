import type { SavedSegments } from "./question.ts";

const NONE: SavedSegments = new Map();

/** The saved segments, asked for only when a condition, as the caller gave it, refers to one. */
export function segmentsFor(where: unknown, segments: () => Promise<SavedSegments>): Promise<SavedSegments> {
  return refersToSegment(where) ? segments() : Promise.resolve(NONE);
}

function refersToSegment(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  if ("kind" in node && node.kind === "segment") return true;
  return Object.values(node).some(refersToSegment);
}
