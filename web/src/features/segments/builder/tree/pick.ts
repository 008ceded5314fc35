import type { EventCondition } from "../../../../../../src/segment/ast.ts";

/** Whether all events of a customer are measured, or one of them is looked at; and from which it is chosen. */
export type Pick = "every" | "first" | "last" | "firstEver" | "lastEver";

export const picks: readonly Pick[] = ["every", "first", "last", "firstEver", "lastEver"];

export function pickOf({ pick, pickFrom }: EventCondition): Pick {
  if (pick === undefined) return "every";
  if (pickFrom === undefined) return pick;
  return pick === "first" ? "firstEver" : "lastEver";
}

/** Nothing is measured beside a chosen event. */
export function withPick({ pick: _, pickFrom: __, ...event }: EventCondition, to: Pick): EventCondition {
  if (to === "every") return event;
  const { measure: ___, op: ____, value: _____, ...rest } = event;
  const isEver = to === "firstEver" || to === "lastEver";
  return { ...rest, pick: to === "first" || to === "firstEver" ? "first" : "last", ...(isEver && { pickFrom: "ever" }) };
}
