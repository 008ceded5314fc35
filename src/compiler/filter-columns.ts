import { assertNever } from "../errors.ts";
import type { Filter } from "./plan.ts";

/** The columns that a filter looks at, in order, each once. */
export function columnsOf(filter: Filter): string[] {
  return [...new Set(columnsIn(filter))].sort();
}

function columnsIn(filter: Filter): string[] {
  switch (filter.kind) {
    case "always":
    case "never":
      return [];
    case "and":
    case "or":
      return filter.of.flatMap(columnsIn);
    case "not":
      return columnsIn(filter.of);
    case "event":
      return ["event"];
    case "value":
    case "records":
      return [filter.column];
    case "items":
      return [filter.items.column];
    default:
      return assertNever(filter);
  }
}
