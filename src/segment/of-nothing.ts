import type { EventCondition } from "./ast.ts";
import { countRange, ends } from "./count-range.ts";
import { measureOf, measureRow } from "./measures.ts";
import { micros } from "./micros.ts";

/** Whether a checked condition holds for a customer without a matching event, of whom everything measured is 0 or unknown. */
export function holdsOfNothing(condition: EventCondition): boolean {
  const row = measureRow(measureOf(condition).fn);
  if (row?.ofNothing !== "zero") return false;
  if (row.value === "whole") {
    const { low, high } = countRange(condition);
    return low <= 0 && (high === undefined || high >= 0);
  }
  const [low, high] = ends(condition).map(micros);
  return low !== undefined && high !== undefined && zeroIs(condition.op ?? "", low, high);
}

function zeroIs(op: string, low: bigint, high: bigint): boolean {
  switch (op) {
    case "at_least":
      return low <= 0n;
    case "more_than":
      return low < 0n;
    case "at_most":
      return low >= 0n;
    case "fewer_than":
      return low > 0n;
    case "exactly":
    case "between":
      return low <= 0n && high >= 0n;
    default:
      throw new Error(`invariant broken: no operator on measures is named ${op}`);
  }
}
