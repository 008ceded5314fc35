import type { ScalarType } from "../catalog/types.ts";
import type { Test, Value } from "./ast.ts";
import { describeWindow } from "./describe-window.ts";
import { complementOf, operator } from "./operators.ts";
import { dayOrInstant, listed, quoted } from "./phrase.ts";

/** Whether a name is followed by one value or by a list of them; unknown without a catalog. */
export type Shape = ScalarType["kind"] | undefined;

/**
 * What is said of a value after its name: `is “FI”`, `is not “FI” or is unknown`, `include one that is “FI”`. `denied` turns it into
 * its exact complement. `most` values of a set are named.
 */
export function describeTest(test: Test, shape: Shape, denied: boolean, most: number): string {
  const row = operator(test.op);
  const positive = row?.negates ?? test.op;
  const isDenied = denied !== (row?.negates !== undefined);
  const affirmed = sentenceOf(positive);
  const value = operandText(test, most);
  const exact = test.caseSensitive === true ? " (exact case)" : "";
  if (positive === "is_known" && shape === "list") return isDenied ? "are unknown" : "are known";
  if (positive !== "is_known" && (shape === "list" || test.match !== undefined)) {
    return listSentence(test.match ?? "any", isDenied, `${filled(affirmed, value)}${exact}`);
  }
  return filled(isDenied ? deniedSentence(positive) : affirmed, `${value}${exact}`);
}

function listSentence(match: "any" | "all" | "none", denied: boolean, item: string): string {
  switch (match) {
    case "any":
      return denied ? `include none that ${item}` : `include one that ${item}`;
    case "none":
      return denied ? `include one that ${item}` : `include none that ${item}`;
    case "all":
      return denied ? `are unknown or not each of them ${item}` : `are known and each of them ${item}`;
  }
}

/** The sentence of the operator's complement; those without a twin of their own are put in the negative. */
function deniedSentence(positive: string): string {
  const twin = complementOf(positive);
  if (twin !== undefined) return twin.sentence;
  return `${sentenceOf(positive).replace(/^is /, "is not ").replace(/^has /, "does not have ")} or is unknown`;
}

function sentenceOf(op: string): string {
  return operator(op)?.sentence ?? `${op} {}`;
}

function filled(sentence: string, value: string): string {
  const [before = "", after = ""] = sentence.split("{}");
  return `${before}${value}${after}`.trim();
}

function operandText({ op, value, window }: Test, most: number): string {
  if (window !== undefined) return describeWindow(window);
  if (value === undefined) return "";
  const shape = operator(op)?.value;
  if (typeof value === "string" && (shape === "day" || shape === "day_or_instant")) return dayOrInstant(value);
  if (!isMany(value)) return scalar(value);
  if (op === "weekday_in") return listed(value.map((day) => WEEKDAYS[Number(day) - 1] ?? String(day)), "or", most);
  return listed(value.map(scalar), shape === "pair" ? "and" : "or", shape === "pair" ? 2 : most);
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function isMany(value: Value): value is readonly string[] | readonly number[] {
  return Array.isArray(value);
}

function scalar(value: string | number): string {
  return typeof value === "string" ? quoted(value) : String(value + 0);
}
