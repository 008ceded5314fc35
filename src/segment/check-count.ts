import type { Path } from "../errors.ts";
import { didYouMean } from "./closest.ts";
import type { Findings } from "./findings.ts";
import { countOperator, countOperators } from "./operators.ts";
import { field, kindOfValue, type Raw } from "./raw.ts";

/** Looks at how many events a condition asks for: `op` and `value`, both or neither. */
export function checkCount(node: Raw, path: Path, findings: Findings): void {
  const op = field(node, "op");
  const value = field(node, "value");
  if (op === undefined && value === undefined) return;
  if (op === undefined) {
    findings.problem({ code: "missing_field", message: "`value` needs an `op` that says how it is compared.", path: [...path, "op"], hint: "Add an operator such as `at_least`, or leave both out: at least once." });
    return;
  }
  if (typeof op !== "string") return;
  const row = countOperator(op);
  if (row === undefined) {
    const hint = didYouMean(op, countOperators.map((one) => one.op));
    findings.problem({ code: "unknown_operator", message: `${JSON.stringify(op)} is not an operator on a number of events.`, path: [...path, "op"], ...(hint !== undefined && { hint }) });
    return;
  }
  const at = [...path, "value"];
  if (value === undefined) {
    findings.problem({ code: "missing_field", message: `\`${op}\` needs a \`value\`.`, path: at, hint: row.value === "pair" ? "Add two whole numbers: [low, high]." : "Add a whole number." });
  } else if (row.value === "pair") {
    checkPair(op, value, at, findings);
  } else if (checkNumber(value, at, findings)) {
    warnOfNothing(op, value, at, findings);
  }
}

function checkPair(op: string, value: unknown, path: Path, findings: Findings): void {
  if (!Array.isArray(value) || value.length !== 2) {
    findings.problem({ code: "wrong_type", message: `\`${op}\` takes two whole numbers, not ${kindOfValue(value)}.`, path, hint: "Write [low, high]." });
    return;
  }
  const [low, high]: readonly unknown[] = value;
  const areNumbers = [low, high].map((one, index) => checkNumber(one, [...path, index], findings));
  if (areNumbers.every(Boolean) && Number(low) > Number(high)) {
    findings.problem({ code: "low_above_high", message: `The low end ${String(low)} is above the high end ${String(high)}.`, path, hint: "Swap the two." });
  }
}

function checkNumber(value: unknown, path: Path, findings: Findings): value is number {
  if (typeof value !== "number") {
    findings.problem({ code: "wrong_type", message: `A number of events is a whole number, not ${kindOfValue(value)}.`, path, hint: "Write a number such as 2, without quotes." });
    return false;
  }
  if (!Number.isSafeInteger(value) || value < 0) {
    findings.problem({ code: "invalid_value", message: `A number of events is a whole number from 0 on, not ${String(value)}.`, path, hint: "Round it." });
    return false;
  }
  return true;
}

function warnOfNothing(op: string, value: number, path: Path, findings: Findings): void {
  if (op === "at_least" && value === 0) {
    findings.warning({ code: "always_true", message: "Everyone has at least 0 events: this condition holds for everyone.", path, hint: "Did you mean at least 1?" });
  }
  if (op === "fewer_than" && value === 0) {
    findings.warning({ code: "never_true", message: "Nobody has fewer than 0 events: this condition holds for nobody.", path, hint: "Did you mean exactly 0?" });
  }
}
