import type { Measure } from "./ast.ts";
import { measureRow } from "./measures.ts";
import { countOperator } from "./operators.ts";

/** A comparison of something measured. */
export interface AskedAmount {
  readonly fn: Measure["fn"];
  readonly op: string;
  readonly value: number | readonly number[];
}

/** What is asked of it in words: `at least 3`, `less than 99.5`. */
export function askedWords({ fn, op, value }: AskedAmount, format: (number: number) => string = String): string {
  const row = countOperator(op);
  const words = measureRow(fn)?.value === "amount" && row?.amountLabel !== undefined ? `${row.amountLabel} {}` : (row?.sentence ?? "{}");
  return words.replace("{}", [value].flat().map(format).join(" and "));
}

/** Whether one is enough, as where nothing is said of a number. */
export function isAnyAsked({ fn, op, value }: AskedAmount): boolean {
  return fn === "count" && op === "at_least" && value === 1;
}
