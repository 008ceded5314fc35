import { assertNever, invariant } from "../errors.ts";
import type { EventCondition } from "../segment/ast.ts";
import { countOperator, type CountOperator } from "../segment/operators.ts";

/** How many events there must be; `most` is missing when there may be any number, and below `least` when no number will do. */
export interface Count {
  readonly least: number;
  readonly most?: number;
}

/** What `op` and `value` of an event condition ask for; at least one when they are left out. */
export function countOf({ op = "at_least", value = 1 }: EventCondition): Count {
  const [low, high] = typeof value === "number" ? [value, value] : value;
  invariant(isCountOperator(op), `a checked definition has no count operator ${op}`);
  invariant(low !== undefined && high !== undefined, "a checked count has its numbers");
  switch (op) {
    case "at_least":
      return { least: low };
    case "more_than":
      return { least: low + 1 };
    case "at_most":
      return { least: 0, most: low };
    case "fewer_than":
      return { least: 0, most: low - 1 };
    case "exactly":
      return { least: low, most: low };
    case "between":
      return { least: low, most: high };
    default:
      return assertNever(op);
  }
}

function isCountOperator(op: string): op is CountOperator {
  return countOperator(op) !== undefined;
}
