import type { Test } from "../../src/segment/ast.ts";
import { lowAndHigh, manyNumbers, oneNumber } from "./operand.ts";

/** A positive number operator on a known number. */
export function numberHolds(test: Test, value: number): boolean {
  switch (test.op) {
    case "equals":
      return value === oneNumber(test);
    case "less_than":
      return value < oneNumber(test);
    case "at_most":
      return value <= oneNumber(test);
    case "greater_than":
      return value > oneNumber(test);
    case "at_least":
      return value >= oneNumber(test);
    case "between": {
      const { low, high } = lowAndHigh(test);
      return low <= value && value <= high;
    }
    case "any_of":
      return manyNumbers(test).some((wanted) => value === wanted);
    default:
      throw new Error(`unknown operator on a number: ${test.op}`);
  }
}
