import type { ScalarType } from "../../src/catalog/types.ts";
import type { Stored } from "./dataset.ts";
import { parseInstant } from "./instant.ts";

/** Equal for values that are the same: −0 is 0, instants are those of their milliseconds, everything else is what it is. */
export function identity(value: Stored, type: ScalarType): Stored {
  if (type.of === "datetime" && typeof value === "string") return parseInstant(value);
  return value === 0 ? 0 : value;
}
