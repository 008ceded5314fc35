import type { ExportedCondition, SegmentCondition, Window } from "../../src/segment/ast.ts";
import type { Dataset, Refresh } from "./dataset.ts";
import { parseInstant } from "./instant.ts";
import { type Clock, interval } from "./window.ts";

/** When a customer was sent, or entered a segment or left it, in the window and up to now: epoch milliseconds, in the order of what happened. */
export function keptInstants(condition: ExportedCondition | SegmentCondition, customer: string, dataset: Dataset, clock: Clock): number[] {
  if (condition.kind === "exported") {
    const destination = dataset.destinations?.[condition.destination];
    if (!destination) throw new Error(`no destination: ${condition.destination}`);
    const sent = destination.exports.filter(({ sent }) => sent.includes(customer));
    return instantsOf(sent, condition.window, clock);
  }
  const segment = dataset.segments?.[condition.segment];
  if (!segment) throw new Error(`no segment: ${condition.segment}`);
  const { refreshes = [] } = segment;
  const isIn = (refresh: Refresh | undefined): boolean => refresh?.members.includes(customer) === true;
  // Before the first there is none to be compared with.
  const moves = refreshes.filter((refresh, at) => at > 0 && isIn(refresh) !== isIn(refreshes[at - 1]));
  return [
    ...(condition.entered ? instantsOf(moves.filter((refresh) => isIn(refresh)), condition.entered, clock) : []),
    ...(condition.left ? instantsOf(moves.filter((refresh) => !isIn(refresh)), condition.left, clock) : []),
  ];
}

/** Whether a condition on a segment asks who entered it or left, not who is in. */
export function isOfMoves({ entered, left }: SegmentCondition): boolean {
  return entered !== undefined || left !== undefined;
}

function instantsOf(happened: readonly { readonly at: string }[], window: Window | undefined, clock: Clock): number[] {
  const { from, to } = window ? interval(window, clock) : { from: -Infinity, to: Infinity };
  return happened.map(({ at }) => parseInstant(at)).filter((instant) => from <= instant && instant < to && instant <= clock.now);
}
