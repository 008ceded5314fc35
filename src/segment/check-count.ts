import type { Path } from "../errors.ts";
import { didYouMean } from "./closest.ts";
import type { Findings } from "./findings.ts";
import type { MeasureRow } from "./measures.ts";
import { countOperator, countOperators, type CountOperatorRow } from "./operators.ts";
import { field, kindOfValue, type Raw } from "./raw.ts";

/** Looks at how many a condition asks for: `op` and `value`, both or neither. */
export function checkCount(node: Raw, path: Path, noun: string, findings: Findings): void {
  const op = field(node, "op");
  const value = field(node, "value");
  if (op === undefined && value === undefined) return;
  if (op === undefined) {
    findings.problem({
      code: "missing_field",
      message: "`value` needs an `op` that says how it is compared.",
      path: [...path, "op"],
      hint: "Add an operator such as `at_least`, or leave both out: at least 1.",
    });
    return;
  }
  const row = knownOperator(op, noun, path, findings);
  if (row === undefined) return;
  const at = [...path, "value"];
  const kind: Kind = { one: "a whole number", two: "two whole numbers", isFine: (number, place) => isWhole(number, noun, place, findings) };
  checkValue(row, value, at, kind, findings);
  if (value === 0) warnOfNothing(row.op, noun, at, findings);
}

/** Looks at how much a condition asks for: `op` and `value`, both. */
export function checkAmount(node: Raw, path: Path, { fn, noun }: MeasureRow, findings: Findings): void {
  const op = field(node, "op");
  const kind: Kind = { one: "a number", two: "two numbers", isFine: () => true };
  if (op === undefined) {
    findings.problem({
      code: "missing_field",
      message: `\`${fn}\` needs an \`op\` that says how it is compared.`,
      path: [...path, "op"],
      hint: "Add an operator such as `at_least`, and a `value`.",
    });
    if (field(node, "value") === undefined) {
      findings.problem({
        code: "missing_field",
        message: `\`${fn}\` needs a \`value\`.`,
        path: [...path, "value"],
        hint: "Add a number.",
      });
    }
    return;
  }
  const row = knownOperator(op, noun, path, findings);
  if (row !== undefined) checkValue(row, field(node, "value"), [...path, "value"], kind, findings);
}

/** What a measure is compared with. */
interface Kind {
  readonly one: string;
  readonly two: string;
  readonly isFine: (value: number, path: Path) => boolean;
}

function knownOperator(op: unknown, noun: string, path: Path, findings: Findings): CountOperatorRow | undefined {
  if (typeof op !== "string") return undefined;
  const row = countOperator(op);
  if (row !== undefined) return row;
  const names = countOperators.map((one) => one.op);
  const hint = didYouMean(op, names) ?? `Use one of: ${names.join(", ")}.`;
  findings.problem({
    code: "unknown_operator",
    message: `${JSON.stringify(op)} is not an operator on ${noun === "events" || noun === "records" ? `a number of ${noun}` : "a measure"}.`,
    path: [...path, "op"],
    hint,
  });
  return undefined;
}

function checkValue({ op, value: shape }: CountOperatorRow, value: unknown, path: Path, kind: Kind, findings: Findings): void {
  if (value === undefined) {
    findings.problem({
      code: "missing_field",
      message: `\`${op}\` needs a \`value\`.`,
      path,
      hint: shape === "pair" ? `Add ${kind.two}: [low, high].` : `Add ${kind.one}.`,
    });
  } else if (shape === "pair") {
    checkPair(op, value, path, kind, findings);
  } else {
    checkNumber(value, path, kind, findings);
  }
}

function checkPair(op: string, value: unknown, path: Path, kind: Kind, findings: Findings): void {
  if (!Array.isArray(value) || value.length !== 2) {
    findings.problem({
      code: "wrong_type",
      message: `\`${op}\` takes ${kind.two}, not ${kindOfValue(value)}.`,
      path,
      hint: "Write [low, high].",
    });
    return;
  }
  const [low, high]: readonly unknown[] = value;
  const areNumbers = [low, high].map((one, index) => checkNumber(one, [...path, index], kind, findings));
  if (areNumbers.every(Boolean) && Number(low) > Number(high)) {
    findings.problem({
      code: "low_above_high",
      message: `The low end ${String(low)} is above the high end ${String(high)}.`,
      path,
      hint: "Swap the two.",
    });
  }
}

function checkNumber(value: unknown, path: Path, kind: Kind, findings: Findings): boolean {
  if (typeof value === "number" && Number.isFinite(value)) return kind.isFine(value, path);
  findings.problem({
    code: "wrong_type",
    message: `This is compared with ${kind.one}, not ${kindOfValue(value)}.`,
    path,
    hint: "Write a number such as 2, without quotes.",
  });
  return false;
}

function isWhole(value: number, noun: string, path: Path, findings: Findings): boolean {
  if (Number.isSafeInteger(value) && value >= 0) return true;
  findings.problem({
    code: "invalid_value",
    message: `A number of ${noun} is a whole number from 0 on, not ${String(value)}.`,
    path,
    hint: "Round it.",
  });
  return false;
}

function warnOfNothing(op: string, noun: string, path: Path, findings: Findings): void {
  if (op === "at_least") {
    findings.warning({
      code: "always_true",
      message: `Everyone has at least 0 ${noun}: this condition holds for everyone.`,
      path,
      hint: "Did you mean at least 1?",
    });
  }
  if (op === "fewer_than") {
    findings.warning({
      code: "never_true",
      message: `Nobody has fewer than 0 ${noun}: this condition holds for nobody.`,
      path,
      hint: "Did you mean exactly 0?",
    });
  }
}
