import type { Path } from "../../../../../../src/errors.ts";
import type { Condition, SegmentCondition, Window } from "../../../../../../src/segment/ast.ts";
import { type Edited, negate, replace } from "../../../../../../src/segment/edit.ts";

/** What is asked of a customer and a segment: to be in it, not to be, or to have entered or left it. */
export type Membership = "in" | "out" | "entered" | "left";

export const memberships: readonly Membership[] = ["in", "out", "entered", "left"];

/** The window that is offered first. */
export const FIRST_WINDOW: Window = { last: 7, unit: "day" };

/** `path` is where the condition stands inside of its negations. */
export function membershipOf({ entered, left }: SegmentCondition, path: Path): Membership {
  if (entered !== undefined) return "entered";
  if (left !== undefined) return "left";
  return isDenied(path) ? "out" : "in";
}

/** Asks something else of the same segment. Not to be in it is a negation around the condition. */
export function withMembership(whole: Condition, path: Path, node: SegmentCondition, to: Membership): Edited {
  const { entered, left, ...rest } = node;
  const window = entered ?? left ?? FIRST_WINDOW;
  const changed = replace(whole, path, to === "entered" || to === "left" ? { ...rest, [to]: window } : rest);
  const wasOut = membershipOf(node, path) === "out";
  const isDenying = to === "out" || (!wasOut && to !== "in" && isDenied(path));
  if (isDenying === isDenied(path)) return changed;
  return negate(changed.condition, isDenying ? path : path.slice(0, -1));
}

function isDenied(path: Path): boolean {
  const around = path.length - 1 - path.findLastIndex((step) => step !== "of");
  return around % 2 === 1;
}
