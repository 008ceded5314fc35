import type { EventFilter, SequenceCondition, Step } from "./ast.ts";
import { describeWindow } from "./describe-window.ts";
import { amount, counted, listed, named, quoted } from "./phrase.ts";
import type { Room } from "./room.ts";

/** What is said of the filter of an event, with the words before it; empty when there is none. */
export type FilterText = (where: EventFilter | undefined, event: string | readonly string[]) => string;

/** A sequence after `who`: `did in order (“Added”, then no “Ordered” within 1 day) beginning in the last 7 days`. */
export function describeSequence(sequence: SequenceCondition, denied: boolean, filterText: FilterText, room: Room): string {
  const { steps, window, same = [] } = sequence;
  // Two at least, so that there is an order to be told.
  const told = steps.slice(0, Math.max(room.values, 2)).map((step) => stepText(step, filterText, room));
  const rest = steps.length - told.length;
  if (rest > 0) told.push(`${counted(rest)} more ${rest === 1 ? "step" : "steps"}`);
  const when = window === undefined ? "" : ` beginning ${describeWindow(window)}`;
  const shared = same.length === 0 ? "" : ` with the same ${listed(same, "and", (name) => named(name, room), room.values)}`;
  return `${denied ? "did not do" : "did"} in order (${told.join(", then ")})${when}${shared}`;
}

/** The names of events: any of these. */
export function eventNames(event: string | readonly string[], room: Room): string {
  return listed(typeof event === "string" ? [event] : event, "or", (name) => quoted(name, room), room.values);
}

function stepText({ event, where, within, absent }: Step, filterText: FilterText, room: Room): string {
  const time = within === undefined ? "" : ` within ${amount(within.value, within.unit)}`;
  return `${absent === true ? "no " : ""}${eventNames(event, room)}${filterText(where, event)}${time}`;
}
