import { typeName } from "../catalog/type-name.ts";
import type { ScalarType, ValueType } from "../catalog/types.ts";
import type { Path } from "../errors.ts";
import { checkDay, checkWindow } from "./check-window.ts";
import { didYouMean } from "./closest.ts";
import type { Findings } from "./findings.ts";
import { operator, operators, operatorsFor, takesMatch, type OperatorRow } from "./operators.ts";
import { field, kindOfValue, type Raw } from "./raw.ts";
import { windowSchema } from "./schema.ts";
import { isBounded } from "./window.ts";

/** Looks at an operator on one value: whether it fits the type, and whether what it is compared with fits it. */
export function checkTest(node: Raw, type: ScalarType, path: Path, findings: Findings): void {
  judge(node, type, operatorsFor(type), path, findings);
}

/** Looks at an operator on an event's own time. */
export function checkOwnTime(node: Raw, path: Path, findings: Findings): void {
  const type = { kind: "value", of: "datetime" } as const;
  judge(node, type, operatorsFor(type, true), path, findings);
}

function judge(node: Raw, type: ScalarType, rows: readonly OperatorRow[], path: Path, findings: Findings): void {
  const op = field(node, "op");
  const fitting = rows.map((one) => one.op);
  if (op === undefined) {
    findings.problem({ code: "missing_field", message: "`op` is missing.", path: [...path, "op"], hint: `Use one of: ${fitting.join(", ")}.` });
    return;
  }
  if (typeof op !== "string") return;
  const row = operator(op);
  if (row === undefined) {
    const hint = didYouMean(op, operators.map((one) => one.op)) ?? `Use one of: ${fitting.join(", ")}.`;
    findings.problem({ code: "unknown_operator", message: `There is no operator ${JSON.stringify(op)}.`, path: [...path, "op"], hint });
    return;
  }
  if (!fitting.includes(op)) {
    findings.problem({
      code: "operator_not_for_type",
      message: `\`${op}\` is not for a value of type ${typeName(type)}.`,
      path: [...path, "op"],
      hint: `Use one of: ${fitting.join(", ")}.`,
    });
    return;
  }
  checkExtras(node, row, type, path, findings);
  checkOperand(node, row, type.of, path, findings);
}

function checkExtras(node: Raw, row: OperatorRow, type: ScalarType, path: Path, findings: Findings): void {
  if (field(node, "match") !== undefined && !takesMatch(row, type)) {
    findings.problem({
      code: "match_not_allowed",
      message: type.kind === "list" ? `\`${row.op}\` speaks of the whole list and takes no \`match\`.` : "`match` is for lists; this is one value.",
      path: [...path, "match"],
      hint: row.negates === undefined ? "Leave `match` out." : `Leave \`match\` out, or use \`${row.negates}\` with it.`,
    });
  }
  if (field(node, "caseSensitive") !== undefined && !(row.folds && type.of === "text")) {
    findings.problem({
      code: "unknown_field",
      message: `\`${row.op}\` takes no \`caseSensitive\` here: it does not compare texts.`,
      path: [...path, "caseSensitive"],
      hint: "Leave it out.",
    });
  }
  for (const key of ["value", "window"] as const) {
    if (field(node, key) === undefined || key === operandField(row)) continue;
    findings.problem({ code: "unknown_field", message: `\`${row.op}\` takes no \`${key}\`.`, path: [...path, key], hint: "Leave it out." });
  }
}

function operandField(row: OperatorRow): "value" | "window" | undefined {
  if (row.value === "none") return undefined;
  return row.value === "window" ? "window" : "value";
}

function checkOperand(node: Raw, row: OperatorRow, of: ValueType, path: Path, findings: Findings): void {
  const key = operandField(row);
  if (key === undefined) return;
  const operand = field(node, key);
  const at = [...path, key];
  if (operand === undefined) {
    findings.problem({ code: "missing_field", message: `\`${row.op}\` needs a \`${key}\`.`, path: at, hint: `Add ${wanted(row, of)}.` });
    return;
  }
  switch (row.value) {
    case "one":
      checkValue(operand, of, at, row, findings);
      return;
    case "many":
      if (row.clock !== undefined) return checkClock(operand, row.clock, at, row, findings);
      return checkMany(operand, of, at, row, findings);
    case "pair":
      return checkPair(operand, of, at, row, findings);
    case "day":
    case "day_or_instant":
      if (typeof operand !== "string") wrongType(operand, of, at, row, findings);
      else checkDay(operand, at, findings, row.value === "day_or_instant" && of === "datetime");
      return;
    case "window":
      return checkSpan(operand, at, row, findings);
  }
}

function checkSpan(operand: unknown, path: Path, row: OperatorRow, findings: Findings): void {
  const { data: window } = windowSchema.safeParse(operand);
  if (window === undefined || !checkWindow(window, path, findings) || !row.bounded || isBounded(window)) return;
  findings.problem({
    code: "invalid_window",
    message: `\`${row.op}\` needs a window with both ends.`,
    path,
    hint: "Add the end that is missing.",
  });
}

/** True when the value is one of the type. */
function checkValue(value: unknown, of: ValueType, path: Path, row: OperatorRow, findings: Findings): boolean {
  if (of === "text" ? typeof value !== "string" : typeof value !== "number" || !Number.isFinite(value)) {
    wrongType(value, of, path, row, findings);
    return false;
  }
  if (value === "") {
    findings.problem({
      code: "empty_value",
      message: "The text is empty; no value is the empty text.",
      path,
      hint: "Write a text, or use `is_unknown` for customers without one.",
    });
    return false;
  }
  if (typeof value === "string" && /\p{Surrogate}/u.test(value)) {
    findings.problem({
      code: row.pattern ? "invalid_pattern" : "invalid_value",
      message: "The text holds half a character, which no value can have.",
      path,
      hint: "Copy the text again.",
    });
    return false;
  }
  return true;
}

const REPORTED_ITEMS = 10;

function checkClock(value: unknown, [first, last]: readonly [number, number], path: Path, row: OperatorRow, findings: Findings): void {
  const isFine = (item: unknown): boolean => Number.isInteger(item) && Number(item) >= first && Number(item) <= last;
  if (!Array.isArray(value)) return wrongType(value, "number", path, row, findings);
  if (value.length === 0) {
    findings.problem({ code: "empty_value", message: `\`${row.op}\` needs at least one value.`, path, hint: "Add a value." });
  }
  value.forEach((item: unknown, index) => {
    if (isFine(item)) return;
    findings.problem({
      code: "invalid_value",
      message: `\`${row.op}\` takes whole numbers from ${first} to ${last}, not ${kindOfValue(item)}.`,
      path: [...path, index],
      hint: row.op === "weekday_in" ? "Monday is 1, Sunday is 7." : "Hours go from 0 to 23.",
    });
  });
}

function checkMany(value: unknown, of: ValueType, path: Path, row: OperatorRow, findings: Findings): void {
  if (!Array.isArray(value)) return wrongType(value, of, path, row, findings);
  const most = row.most ?? Number.POSITIVE_INFINITY;
  if (value.length === 0) {
    findings.problem({ code: "empty_value", message: `\`${row.op}\` needs at least one value.`, path, hint: "Add a value." });
  } else if (value.length > most) {
    findings.problem({
      code: "too_many_values",
      message: `\`${row.op}\` takes ${most.toLocaleString("en")} values at most; these are ${value.length.toLocaleString("en")}.`,
      path,
      hint: "Split them into several conditions.",
    });
    return;
  }
  let wrong = 0;
  for (const [index, item] of value.entries()) {
    if (!checkValue(item, of, [...path, index], row, findings)) wrong += 1;
    if (wrong === REPORTED_ITEMS) return;
  }
}

function checkPair(value: unknown, of: ValueType, path: Path, row: OperatorRow, findings: Findings): void {
  if (!Array.isArray(value) || value.length !== 2) return wrongType(value, of, path, row, findings);
  const [low, high]: readonly unknown[] = value;
  const fit = [low, high].map((item, index) => checkValue(item, of, [...path, index], row, findings));
  if (fit.every(Boolean) && Number(low) > Number(high)) {
    findings.problem({
      code: "low_above_high",
      message: `The low end ${String(low)} is above the high end ${String(high)}.`,
      path,
      hint: "Swap the two.",
    });
  }
}

function wrongType(value: unknown, of: ValueType, path: Path, row: OperatorRow, findings: Findings): void {
  const isDigits = of === "number" && typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
  findings.problem({
    code: "wrong_type",
    message: `\`${row.op}\` is compared with ${wanted(row, of)}, not ${kindOfValue(value)}.`,
    path,
    hint: isDigits ? "Write the number without quotes." : `Write ${wanted(row, of)}.`,
  });
}

function wanted(row: OperatorRow, of: ValueType): string {
  const [one, many] = of === "number" || row.clock !== undefined ? ["a number", "numbers"] : ["a text", "texts"];
  switch (row.value) {
    case "none":
      return "nothing";
    case "one":
      return row.pattern ? "a pattern" : one;
    case "many":
      return `a list of ${many}`;
    case "pair":
      return `two ${many}: [low, high]`;
    case "day":
      return "a day (YYYY-MM-DD)";
    case "day_or_instant":
      return of === "date" ? "a day (YYYY-MM-DD)" : "a day (YYYY-MM-DD) or an instant (RFC 3339)";
    case "window":
      return 'a window, such as {"last": 30, "unit": "day"}';
  }
}
