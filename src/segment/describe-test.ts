import type { ScalarType } from "../catalog/types.ts";
import { invariant } from "../errors.ts";
import type { Test, Value } from "./ast.ts";
import { describeWindow } from "./describe-window.ts";
import { affirmedSentence, deniedSentence } from "./operator-sentence.ts";
import { operator } from "./operators.ts";
import { dayOrInstant, listed, quoted } from "./phrase.ts";
import type { Room } from "./room.ts";
import { EXACT_CASE, LIST_FORMS, WEEKDAYS } from "./sentence-words.ts";

/** Whether a name is followed by one value or by a list of them; unknown without a catalog. */
export type Shape = ScalarType["kind"] | undefined;

/**
 * What is said of a value after its name: `is “FI”`, `is not “FI” or is unknown`, `include one that is “FI”`. `denied` turns it into
 * its exact complement.
 */
export function describeTest(test: Test, shape: Shape, denied: boolean, room: Room): string {
  const row = operator(test.op);
  const positive = row?.negates ?? test.op;
  const isDenied = denied !== (row?.negates !== undefined);
  const exact = test.caseSensitive === true ? ` ${EXACT_CASE}` : "";
  const value = `${operandText(test, room)}${exact}`;
  if (positive === "is_known" && shape === "list") return isDenied ? "are unknown" : "are known";
  if (positive !== "is_known" && (shape === "list" || test.match !== undefined)) {
    return `${listWords(test.match ?? "any", isDenied)} ${filled(affirmedSentence(positive), value)}`;
  }
  return filled(isDenied ? deniedSentence(positive) : affirmedSentence(positive), value);
}

/** Of `none` holds what is denied of `any`. */
function listWords(match: "any" | "all" | "none", denied: boolean): string {
  const [within, isDenied] = match === "none" ? ["any", !denied] : [match, denied];
  const form = LIST_FORMS.find((one) => one.match === within && one.denied === isDenied);
  invariant(form !== undefined, "every match has its words");
  return form.words;
}

function filled(sentence: string, value: string): string {
  const [before = "", after = ""] = sentence.split("{}");
  return `${before}${value}${after}`.trim();
}

function operandText({ op, value, window }: Test, room: Room): string {
  if (window !== undefined) return describeWindow(window);
  if (value === undefined) return "";
  const shape = operator(op)?.value;
  if (typeof value === "string" && (shape === "day" || shape === "day_or_instant")) return dayOrInstant(value);
  if (!isMany(value)) return scalar(value, room);
  const items: readonly (string | number)[] = value;
  if (op === "weekday_in") return listed(items, "or", (day) => WEEKDAYS[Number(day) - 1] ?? String(day), room.values);
  if (shape === "pair") return listed(items, "and", (one) => scalar(one, room));
  return listed(items, "or", (one) => scalar(one, room), room.values);
}

function isMany(value: Value): value is readonly string[] | readonly number[] {
  return Array.isArray(value);
}

function scalar(value: string | number, room: Room): string {
  return typeof value === "string" ? quoted(value, room) : String(value + 0);
}
