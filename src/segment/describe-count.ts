import type { Counted } from "./ast.ts";
import { countRange } from "./count-range.ts";
import { countOperator } from "./operators.ts";
import { ANY, OR_NONE } from "./sentence-words.ts";

/** What is said of a number of records: before their name, and after what they pass. */
export interface CountWords {
  /** `at least 2`; “any” after a denial. */
  readonly count: string;
  /** Says that no record is enough, where that is so. */
  readonly orNone: string;
  /** Whether the whole is put in the negative. */
  readonly isDenied: boolean;
}

/** How many records: the complement of an open range is said by the other range. */
export function describeCount(asked: Counted, denied: boolean): CountWords {
  const { low, high } = countRange(asked);
  if (denied ? low === 1 && high === undefined : low === 0 && high === 0) return { count: ANY, orNone: "", isDenied: true };
  if (denied && high === undefined && low > 0) return describeCount({ op: "at_most", value: low - 1 }, false);
  if (denied && low <= 0 && high !== undefined) return describeCount({ op: "at_least", value: high + 1 }, false);
  const [first = 1, second] = typeof asked.value === "number" ? [asked.value] : (asked.value ?? []);
  const words = countOperator(asked.op ?? "at_least")?.sentence ?? "{}";
  const count = words.replace("{}", second === undefined ? String(first) : `${first} and ${second}`);
  return { count, orNone: holdsOfNone(asked) !== denied ? ` ${OR_NONE}` : "", isDenied: denied };
}

/** Whether a checked count includes 0. */
export function holdsOfNone(asked: Counted): boolean {
  const { low, high } = countRange(asked);
  return low <= 0 && (high === undefined || high >= 0);
}
