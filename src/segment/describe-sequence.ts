import type { EventFilter, SequenceCondition, Step } from "./ast.ts";
import { describeWindow } from "./describe-window.ts";
import { amount, listed, named, quoted } from "./phrase.ts";

/** What is said of the filter of an event, with the words before it; empty when there is none. */
export type FilterText = (where: EventFilter | undefined, event: string | readonly string[]) => string;

/** A sequence after `who`: `did in order (“Added”, then no “Ordered” within 1 day) in the last 7 days`. */
export function describeSequence({ steps, window, same = [] }: SequenceCondition, denied: boolean, filterText: FilterText): string {
  const [first, ...later] = steps;
  const opening = first === undefined ? "" : stepText(first, filterText);
  const order = [opening, ...later.map((step) => `then ${stepText(step, filterText)}`)].join(", ");
  const when = window === undefined ? "" : ` beginning ${describeWindow(window)}`;
  const shared = same.length === 0 ? "" : ` with the same ${listed(same.map(named), "and")}`;
  return `${denied ? "did not do" : "did"} in order (${order})${when}${shared}`;
}

function stepText({ event, where, within, absent }: Step, filterText: FilterText): string {
  const names = listed((typeof event === "string" ? [event] : event).map(quoted), "or");
  const time = within === undefined ? "" : ` within ${amount(within.value, within.unit)}`;
  return `${absent === true ? "no " : ""}${names}${filterText(where, event)}${time}`;
}
