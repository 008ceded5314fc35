import type { Value } from "../../src/segment/ast.ts";
import { manyNumbers } from "./operand.ts";

/** How a number of things is compared. */
export interface CountTest {
  readonly op?: string | undefined;
  readonly value?: Value | undefined;
}

/** Whether a number of things compares as it is asked; nothing asked is at least 1. */
export function countHolds({ op = "at_least", value = 1 }: CountTest, count: number): boolean {
  const [low = NaN, high = NaN] = typeof value === "number" ? [value] : manyNumbers({ op, value });
  return compares(op, count, low, high);
}

export function compares<T extends number | bigint>(op: string, measured: T, low: T, high: T): boolean {
  switch (op) {
    case "at_least":
      return measured >= low;
    case "at_most":
      return measured <= low;
    case "exactly":
      return measured === low;
    case "more_than":
      return measured > low;
    case "fewer_than":
      return measured < low;
    case "between":
      return low <= measured && measured <= high;
    default:
      throw new Error(`unknown operator on a count: ${op}`);
  }
}
