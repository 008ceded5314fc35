import { invariant } from "../errors.ts";
import type { Counted } from "./ast.ts";

/** How many events a condition asks for, both included; without `high` there is no upper end. Empty when `high < low`. */
export interface CountRange {
  readonly low: number;
  readonly high?: number;
}

/** The two numbers that a checked measure is compared with; one alone is both. Minus zero is zero. */
export function ends({ value }: Pick<Counted, "value">): [low: number, high: number] {
  const [low, high] = typeof value === "number" ? [value, value] : [value?.[0], value?.[1]];
  invariant(low !== undefined && high !== undefined, "a measure is compared with a number");
  return [low + 0, high + 0];
}

/** The range that `op` and `value` of a checked condition stand for; both left out are at least 1. */
export function countRange({ op, value }: Counted): CountRange {
  if (op === undefined) return { low: 1 };
  const [first, second] = ends({ value });
  switch (op) {
    case "at_least":
      return { low: first };
    case "more_than":
      return { low: first + 1 };
    case "at_most":
      return { low: 0, high: first };
    case "fewer_than":
      return { low: 0, high: first - 1 };
    case "exactly":
      return { low: first, high: first };
    case "between":
      return { low: first, high: second };
    default:
      throw new Error(`invariant broken: no operator on counts is named ${op}`);
  }
}
